import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { callback, type ResponseMode } from './callback.js';
import { AUTHENTICATION, configure } from './openid-client/configuration.js';

let portico: TestPortico;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
});
afterAll(() => portico.close());

/** Each authentication method, ID token algorithm, response mode and access token format at least once. */
const CLIENTS = [
  { method: 'client_secret_basic', alg: 'RS256', mode: 'query', format: 'jwt' },
  { method: 'client_secret_post', alg: 'ES256', mode: 'fragment', format: 'opaque' },
  { method: 'private_key_jwt', alg: 'PS256', mode: 'form_post', format: 'jwt' },
  { method: 'none', alg: 'EdDSA', mode: 'query', format: 'opaque' },
] as const;

describe.each(CLIENTS)('openid-client as a client with $method, $alg, $mode and $format', (row) => {
  const post_logout_redirect_uri = 'https://client.example/signed-out';
  let party: RelyingParty;
  let config: oidc.Configuration;
  let tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

  beforeAll(async () => {
    party = await RelyingParty.register(portico, {
      token_endpoint_auth_method: row.method,
      id_token_signed_response_alg: row.alg,
      access_token_format: row.format,
      post_logout_redirect_uris: [post_logout_redirect_uri],
    });
    const authentication = AUTHENTICATION[row.method](party.client_secret, party.privateKey);
    config = await configure(portico.url, party.client.client_id, authentication, row.alg);
    tokens = await signIn(row.mode);
  });

  async function signIn(response_mode: ResponseMode) {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const expectedState = oidc.randomState();
    const expectedNonce = oidc.randomNonce();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: String(party.client.redirect_uris[0]),
      response_mode,
      scope: 'openid email offline_access',
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      max_age: '3600',
    });
    const back = await callback(browser, url, response_mode);
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 3600, idTokenExpected: true };
    return oidc.authorizationCodeGrant(config, back, checks);
  }

  it('signs the person in', () => {
    expect(tokens.expiresIn()).toBeGreaterThan(590);
    expect(tokens.claims()).toMatchObject({ iss: portico.url, aud: party.client.client_id });
  });

  it('reads userinfo for the subject of the ID token', async () => {
    const sub = String(tokens.claims()?.sub);
    const who = await oidc.fetchUserInfo(config, tokens.access_token, sub);
    expect(who).toEqual({ sub, email: ADMIN.email, email_verified: expect.any(Boolean) });
  });

  it('refreshes, and gets an ID token of the same person', async () => {
    const refreshed = await oidc.refreshTokenGrant(config, String(tokens.refresh_token));
    expect(refreshed.claims()?.sub).toBe(tokens.claims()?.sub);
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    tokens = { ...tokens, ...refreshed };
  });

  it.skipIf(row.method === 'none')('introspects its tokens', async () => {
    expect(await oidc.tokenIntrospection(config, tokens.access_token)).toMatchObject({
      active: true,
      client_id: party.client.client_id,
      scope: 'openid email offline_access',
    });
    expect(await oidc.tokenIntrospection(config, 'never-issued')).toEqual({ active: false });
  });

  it('revokes its refresh token, and with it the access token', async () => {
    await oidc.tokenRevocation(config, String(tokens.refresh_token));
    await expect(oidc.refreshTokenGrant(config, String(tokens.refresh_token))).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(
      oidc.fetchUserInfo(config, tokens.access_token, oidc.skipSubjectCheck),
    ).rejects.toMatchObject({ cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }] });
  });

  it('signs the person out, and gets them back with its state', async () => {
    const url = oidc.buildEndSessionUrl(config, {
      id_token_hint: String(tokens.id_token),
      post_logout_redirect_uri,
      state: 'kept',
    });
    const page = await browser.open(url.href);
    expect(page.location).toBe(`${post_logout_redirect_uri}?state=kept`);
  });
});
