import { type Html, html } from './html.js';

/** What the less speaking names of claims mean. */
const MEANINGS: Readonly<Record<string, string>> = {
  sub: 'the person, for ever; everything else may change',
  iss: 'who says so',
  aud: 'for whom it was said',
  azp: 'for whom it was said',
  nonce: 'ties the answer to this browser’s question',
  sid: 'the session at the provider',
  acr: 'how surely it is this person',
  amr: 'how they proved it',
  at_hash: 'ties the access token to it',
};

/** Claims whose numbers are times, in seconds since the epoch. */
const TIMES: Readonly<Record<string, string>> = {
  iat: 'when it was said',
  exp: 'good until',
  auth_time: 'when they last proved who they are',
  updated_at: 'when the profile last changed',
};

/** A list of claims, each with its value as people read it, the provider's order kept. */
export function renderClaims(claims: Readonly<Record<string, unknown>>): Html {
  const rows = Object.entries(claims)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const meaning = MEANINGS[name] ?? TIMES[name];
      return html`<div><dt>${name}</dt><dd>${renderValue(name, value)}${meaning && html`<small>${meaning}</small>`}</dd></div>`;
    });
  return html`<dl class="claims">${rows}</dl>`;
}

function renderValue(name: string, value: unknown): Html | string {
  if (typeof value === 'number' && name in TIMES) return renderTime(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((member) => typeof member === 'string')) return value.join(', ');
  if (typeof value === 'object') return html`<pre>${JSON.stringify(value, null, 2)}</pre>`;
  return String(value);
}

/** @param seconds since the epoch */
export function renderTime(seconds: number): Html {
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) return html`${seconds}`;
  const words = time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'long' });
  return html`<time datetime="${time.toISOString()}">${words}</time>`;
}
