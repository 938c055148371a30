import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { answerOf, visit } from './authorize.js';
import { formWith, type TestBrowser, type Visited } from './browser.js';
import type { TestPortico } from './portico.js';
import { type Form, RelyingParty } from './relying-party.js';

/** The response types that let tokens travel through the browser. */
export const FRONT_CHANNEL_TYPES = [
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const;

/** Those that bring an ID token. */
export const WITH_ID_TOKEN = FRONT_CHANNEL_TYPES.filter((type) => type.includes('id_token'));

/** Those that bring a code: the Hybrid Flow. OpenID Connect Core 1.0 §3.3 */
export const HYBRID_TYPES = FRONT_CHANNEL_TYPES.filter((type) => type.includes('code'));

/** A client that an administrator let have every response type, and do without PKCE unless `metadata` says otherwise. */
export function registerForAll(
  portico: TestPortico,
  metadata: Readonly<Record<string, unknown>> = {},
): Promise<RelyingParty> {
  return RelyingParty.register(portico, {
    grant_types: ['authorization_code', 'refresh_token', 'implicit'],
    response_types: ['code', ...FRONT_CHANNEL_TYPES],
    require_pkce: false,
    ...metadata,
  });
}

/** Asks with a nonce, as these types need it. */
export function askWithNonce(
  portico: TestPortico,
  browser: TestBrowser,
  party: RelyingParty,
  response_type: string,
  changes: Form = {},
): Promise<Visited> {
  return visit(portico, browser, party, { response_type, nonce: 'n-0S6_WzA2Mj', ...changes });
}

/** What the client receives, in whatever mode. */
export function received(page: Visited): Record<string, string> {
  return page.location === undefined
    ? formWith(page.text, 'posting-submit').fields
    : Object.fromEntries(answerOf(page));
}

/** The claims of an ID token, once a client has verified it. OpenID Connect Core 1.0 §3.1.3.7 */
export async function verifiedIdToken(
  portico: TestPortico,
  party: RelyingParty,
  id_token: string | undefined,
): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${portico.url}/.well-known/jwks.json`));
  const expected = { issuer: portico.url, audience: party.client.client_id, typ: 'JWT' };
  return (await jwtVerify(String(id_token), keys, expected)).payload;
}
