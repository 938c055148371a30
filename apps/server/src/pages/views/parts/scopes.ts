import { type Html, html } from '../../html/html.js';
import { plainText } from '../../html/plain-text.js';
import type { Messages } from '../../messages/messages.js';
import { TICK } from './glyph.js';

/** What a scope lets an application do, in a few words; an unknown one by its own name. */
export function scopeName(scope: string, { scopes }: Messages): string {
  return isKnown(scope, scopes) ? scopes[scope].name : plainText(scope);
}

/** A claim that is asked for by name, in a word or two. */
export function claimName(claim: string, { claims }: Messages): string {
  return Object.hasOwn(claims, claim) ? claims[claim as keyof typeof claims] : plainText(claim);
}

/** @param claims asked for one by one, beside what the scopes stand for */
export function scopeList(
  wanted: readonly string[],
  messages: Messages,
  claims: readonly string[] = [],
): Html {
  return html`<ul class="scopes">${wanted.map((scope) =>
    isKnown(scope, messages.scopes)
      ? html`<li>${TICK}<strong>${messages.scopes[scope].name}</strong><span class="line">${messages.scopes[scope].line}</span></li>`
      : html`<li>${TICK}<code>${plainText(scope)}</code><span class="line">${messages.unknownScope}</span></li>`,
  )}${claims.length > 0 && html`<li>${TICK}<strong>${messages.someClaims}</strong><span class="line">${claims.map((claim) => claimName(claim, messages)).join(' · ')}</span></li>`}</ul>`;
}

function isKnown(scope: string, scopes: Messages['scopes']): scope is keyof Messages['scopes'] {
  return Object.hasOwn(scopes, scope);
}
