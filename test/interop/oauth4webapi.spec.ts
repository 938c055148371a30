import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { callback, type ResponseMode } from './callback.js';
import { AUTHENTICATION, discover, LOOPBACK } from './oauth4webapi/configuration.js';

let portico: TestPortico;
let browser: TestBrowser;
let server: oauth.AuthorizationServer;
beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
});
afterAll(() => portico.close());

describe.each(['oidc', 'oauth2'] as const)('oauth4webapi discovering by %s', (algorithm) => {
  it('finds the metadata of the issuer that it asked for', async () => {
    server = await discover(portico.url, algorithm);
    expect(server.issuer).toBe(portico.url);
  });
});

const CLIENTS = [
  { method: 'client_secret_basic', alg: 'ES256', mode: 'form_post', format: 'jwt' },
  { method: 'client_secret_post', alg: 'PS256', mode: 'query', format: 'jwt' },
  { method: 'private_key_jwt', alg: 'EdDSA', mode: 'fragment', format: 'jwt' },
  { method: 'none', alg: 'RS256', mode: 'form_post', format: 'opaque' },
] as const;

describe.each(CLIENTS)('oauth4webapi as a client with $method, $alg, $mode and $format', (row) => {
  let party: RelyingParty;
  let client: oauth.Client;
  let authentication: oauth.ClientAuth;
  let tokens: oauth.TokenEndpointResponse;
  const sub = () => String(oauth.getValidatedIdTokenClaims(tokens)?.sub);

  beforeAll(async () => {
    party = await RelyingParty.register(portico, {
      token_endpoint_auth_method: row.method,
      id_token_signed_response_alg: row.alg,
      access_token_signed_response_alg: row.alg,
      access_token_format: row.format,
    });
    client = {
      client_id: party.client.client_id,
      id_token_signed_response_alg: row.alg,
      require_auth_time: true,
    };
    authentication = AUTHENTICATION[row.method](party.client_secret, party.privateKey);
    tokens = await signIn(row.mode);
  });

  async function signIn(response_mode: ResponseMode): Promise<oauth.TokenEndpointResponse> {
    const redirect_uri = String(party.client.redirect_uris[0]);
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const url = new URL(String(server.authorization_endpoint));
    url.search = new URLSearchParams({
      client_id: client.client_id,
      response_type: 'code',
      redirect_uri,
      response_mode,
      scope: 'openid profile offline_access',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    }).toString();
    const back = await callback(browser, url, response_mode);
    const parameters = oauth.validateAuthResponse(server, client, await parametersOf(back), state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      redirect_uri,
      verifier,
      LOOPBACK,
    );
    const processed = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, LOOPBACK);
    return processed;
  }

  it('signs the person in', () => {
    expect(tokens).toMatchObject({
      token_type: 'bearer',
      expires_in: 600,
      refresh_token: expect.any(String),
    });
  });

  it('reads userinfo for the subject of the ID token', async () => {
    const response = await oauth.userInfoRequest(server, client, tokens.access_token, LOOPBACK);
    const who = await oauth.processUserInfoResponse(server, client, sub(), response);
    expect(who).toMatchObject({ sub: sub(), updated_at: expect.any(Number) });
  });

  it.runIf(row.format === 'jwt')(
    'RFC 9068 §4: validates the access token as a resource server does',
    async () => {
      const headers = { authorization: `Bearer ${tokens.access_token}` };
      const request = new Request('https://resource.example/', { headers });
      const claims = await oauth.validateJwtAccessToken(server, request, portico.url, {
        signingAlgorithms: [row.alg],
        ...LOOPBACK,
      });
      expect(claims).toMatchObject({
        sub: sub(),
        client_id: client.client_id,
        scope: 'openid profile offline_access',
      });
    },
  );

  it('refreshes', async () => {
    const old = String(tokens.refresh_token);
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, old, LOOPBACK);
    const refreshed = await oauth.processRefreshTokenResponse(server, client, response);
    expect(oauth.getValidatedIdTokenClaims(refreshed)?.sub).toBe(sub());
    expect(refreshed.refresh_token).not.toBe(old);
    tokens = refreshed;
  });

  it.skipIf(row.method === 'none')('introspects and revokes its access token', async () => {
    expect(await introspect()).toMatchObject({ active: true, sub: sub() });
    const revoked = await oauth.revocationRequest(
      server,
      client,
      authentication,
      tokens.access_token,
      LOOPBACK,
    );
    await oauth.processRevocationResponse(revoked);
    expect(await introspect()).toEqual({ active: false });
  });

  async function introspect(): Promise<oauth.IntrospectionResponse> {
    const response = await oauth.introspectionRequest(
      server,
      client,
      authentication,
      tokens.access_token,
      LOOPBACK,
    );
    return oauth.processIntrospectionResponse(server, client, response);
  }

  it.skipIf(row.method === 'none')('gets a token for itself by client_credentials', async () => {
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, LOOPBACK);
    const own = await oauth.processClientCredentialsResponse(server, client, response);
    expect(own).toMatchObject({ token_type: 'bearer', access_token: expect.any(String) });
  });
});

async function parametersOf(back: URL | Request): Promise<URLSearchParams> {
  return back instanceof URL ? back.searchParams : new URLSearchParams(await back.text());
}
