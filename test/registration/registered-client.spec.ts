import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { INITIAL_TOKEN, REDIRECT_URI } from './registering.js';

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico({ PORTICO_REGISTRATION: 'token', PORTICO_REGISTRATION_TOKEN: INITIAL_TOKEN });
});
afterAll(() => portico.close());

const methods = [
  ['client_secret_basic', oidc.ClientSecretBasic],
  ['client_secret_post', oidc.ClientSecretPost],
  ['client_secret_jwt', oidc.ClientSecretJwt],
] as const;

describe.each(methods)(
  'openid-client that registers itself with %s',
  (token_endpoint_auth_method, method) => {
    it('signs a person in at once', async () => {
      const config = await oidc.dynamicClientRegistration(
        new URL(portico.url),
        {
          redirect_uris: [REDIRECT_URI],
          token_endpoint_auth_method,
          client_name: token_endpoint_auth_method,
        },
        method(),
        { initialAccessToken: INITIAL_TOKEN, execute: [oidc.allowInsecureRequests] },
      );
      const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: REDIRECT_URI,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      });
      const back = await new TestBrowser(portico.url).authorize(url.href, ADMIN);
      const tokens = await oidc.authorizationCodeGrant(config, back, {
        pkceCodeVerifier,
        idTokenExpected: true,
      });
      expect(tokens.claims()).toMatchObject({ iss: portico.url, aud: config.clientMetadata().client_id });
    });
  },
);
