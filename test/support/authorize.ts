import { decodeJwt, type JWTPayload } from 'jose';
import type { TestBrowser, Visited } from './browser.js';
import type { TestPortico } from './portico.js';
import { type Form, formOf, granted, type RelyingParty } from './relying-party.js';

/** The parameters of a plain authorization request of this client, with changes. */
export function requestOf({ client }: RelyingParty, changes: Form = {}): URLSearchParams {
  const { client_id, redirect_uris } = client;
  return formOf({
    client_id,
    redirect_uri: redirect_uris[0],
    response_type: 'code',
    scope: 'openid',
    ...changes,
  });
}

/** Sends the browser there, as the client would. */
export function visit(
  portico: TestPortico,
  browser: TestBrowser,
  party: RelyingParty,
  changes: Form = {},
): Promise<Visited> {
  return browser.open(`${portico.url}/oauth2/authorize?${requestOf(party, changes)}`);
}

/** What the browser has come to: a page of Portico's, or the client with what it brings there. */
export type Shown =
  | 'sign-in'
  | 'password again'
  | 'choose an account'
  | 'consent'
  | 'error'
  | 'code'
  | string;

export function shown(page: Visited): Shown {
  if (page.location !== undefined) return answerOf(page).get('error') ?? 'code';
  const has = (id: string) => page.text.includes(`id="${id}"`);
  if (has('error-reference')) return 'error';
  if (has('consent-allow')) return 'consent';
  if (has('continue-as')) return 'choose an account';
  if (has('sign-in-submit')) return has('use-another-account') ? 'password again' : 'sign-in';
  if (has('sign-out-confirm')) return 'sign out?';
  if (has('sign-in-again')) return 'signed out';
  return `${page.status} ${page.url}`;
}

/** What came back to the client, by redirect. */
export function answerOf(page: Visited): URLSearchParams {
  const { search, hash } = new URL(page.location ?? 'none:');
  return new URLSearchParams(hash === '' ? search : hash.slice(1));
}

/** The ID token's claims, for the code that came back. The client must do without PKCE. */
export async function idTokenOf(party: RelyingParty, page: Visited): Promise<JWTPayload> {
  const code = answerOf(page).get('code') ?? undefined;
  return decodeJwt(granted(await party.token({ grant_type: 'authorization_code', code })).id_token ?? '');
}
