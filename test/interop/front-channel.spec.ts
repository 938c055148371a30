import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { registerForAll } from '../support/front-channel.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import type { RelyingParty } from '../support/relying-party.js';
import { callback } from './callback.js';

/** Response types by which browsers carry tokens; `docs/response-types.md` says why no client should. */
let portico: TestPortico;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
});
afterAll(() => portico.close());

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
const MODES = ['fragment', 'form_post'] as const;
const ROWS = ALGORITHMS.flatMap((alg) => MODES.map((mode) => ({ alg, mode })));

/** What the client's page has in its address bar, or its server receives. */
async function back(url: URL, mode: (typeof MODES)[number]): Promise<URL | Request> {
  const arrived = await callback(browser, url, mode);
  // `callback` has moved the fragment to the query, as for a client whose page sends it on.
  return arrived instanceof URL
    ? Object.assign(new URL(arrived), { hash: arrived.search.slice(1), search: '' })
    : arrived;
}

describe.each(ROWS)('openid-client with $alg by $mode', ({ alg, mode }) => {
  let party: RelyingParty;
  beforeAll(async () => {
    party = await registerForAll(portico, { id_token_signed_response_alg: alg, require_pkce: null });
  });

  const configured = (use: (config: oidc.Configuration) => void) =>
    oidc.discovery(
      new URL(portico.url),
      party.client.client_id,
      { id_token_signed_response_alg: alg },
      oidc.ClientSecretBasic(party.client_secret),
      { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks, use] },
    );
  const request = {
    redirect_uri: 'https://client.example/callback',
    response_mode: mode,
    scope: 'openid email',
    nonce: 'the-nonce',
    state: 'the-state',
    max_age: '3600',
  };

  it('signs the person in by id_token, without any other request', async () => {
    const config = await configured(oidc.useIdTokenResponseType);
    const url = oidc.buildAuthorizationUrl(config, request);
    expect(url.searchParams.get('response_type')).toBe('id_token');
    const checks = { expectedState: 'the-state', maxAge: 3600 };
    const claims = await oidc.implicitAuthentication(config, await back(url, mode), 'the-nonce', checks);
    expect(claims).toMatchObject({ aud: party.client.client_id, email: ADMIN.email });
  });

  it('signs the person in by code id_token, and redeems the code that c_hash is of', async () => {
    const config = await configured(oidc.useCodeIdTokenResponseType);
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(config, {
      ...request,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    expect(url.searchParams.get('response_type')).toBe('code id_token');
    const tokens = await oidc.authorizationCodeGrant(config, await back(url, mode), {
      expectedNonce: 'the-nonce',
      expectedState: 'the-state',
      pkceCodeVerifier,
      maxAge: 3600,
      idTokenExpected: true,
    });
    const who = await oidc.fetchUserInfo(config, tokens.access_token, String(tokens.claims()?.sub));
    expect(who).toMatchObject({ email: ADMIN.email });
  });

  it('is told no in words that it understands', async () => {
    const config = await configured(oidc.useIdTokenResponseType);
    const url = oidc.buildAuthorizationUrl(config, { ...request, prompt: 'none', max_age: '0' });
    const checks = { expectedState: 'the-state' };
    await expect(
      oidc.implicitAuthentication(config, await back(url, mode), 'the-nonce', checks),
    ).rejects.toMatchObject({ error: 'login_required' });
  });
});

describe.each(ROWS)('oauth4webapi with $alg by $mode', ({ alg, mode }) => {
  const LOOPBACK = { [oauth.allowInsecureRequests]: true };
  let party: RelyingParty;
  let server: oauth.AuthorizationServer;
  let client: oauth.Client;
  beforeAll(async () => {
    party = await registerForAll(portico, { id_token_signed_response_alg: alg });
    const issuer = new URL(portico.url);
    server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, LOOPBACK));
    client = { client_id: party.client.client_id, id_token_signed_response_alg: alg };
  });

  const answered = async (response_type: string, more: Record<string, string>) => {
    const url = new URL(String(server.authorization_endpoint));
    const { client_id } = client;
    const redirect_uri = 'https://client.example/callback';
    const asked = {
      client_id,
      redirect_uri,
      response_type,
      response_mode: mode,
      scope: 'openid',
      nonce: 'n',
    };
    url.search = new URLSearchParams({ ...asked, ...more }).toString();
    return back(url, mode);
  };

  it('validates the answer of code id_token, and its token response', async () => {
    const answer = await answered('code id_token', { state: 's' });
    const parameters = await oauth.validateCodeIdTokenResponse(
      server,
      client,
      answer,
      'n',
      's',
      oauth.skipAuthTimeCheck,
      LOOPBACK,
    );
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretBasic(party.client_secret),
      parameters,
      'https://client.example/callback',
      oauth.nopkce,
      LOOPBACK,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: 'n',
      requireIdToken: true,
    });
    expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toEqual(expect.any(String));
  });

  it('validates the ID token as the detached signature of the code', async () => {
    const answer = await answered('code id_token', {});
    await oauth.validateDetachedSignatureResponse(
      server,
      client,
      answer,
      'n',
      oauth.expectNoState,
      oauth.skipAuthTimeCheck,
      LOOPBACK,
    );
  });

  it('refuses the code of another answer', async () => {
    const parametersOf = async (arrived: URL | Request) =>
      new URLSearchParams(arrived instanceof URL ? arrived.hash.slice(1) : await arrived.text());
    const one = await parametersOf(await answered('code id_token', { state: 's' }));
    const other = await parametersOf(await answered('code id_token', { state: 's' }));
    one.set('code', String(other.get('code')));
    await expect(
      oauth.validateCodeIdTokenResponse(server, client, one, 'n', 's', oauth.skipAuthTimeCheck, LOOPBACK),
    ).rejects.toThrow('c_hash');
  });
});
