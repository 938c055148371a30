import { beforeEach, describe, expect, it } from 'vitest';
import { CLAIMS_BY_SCOPE } from '#libs/protocol';
import { modules } from './modules.js';
import { PERSON, RESPONSE_MODES, type ResponseMode } from './suite.js';

let mode: ResponseMode;
const { suite, registered, flow, errorPage } = modules(() => mode);

/** `oidcc-basic-certification-test-plan`, and `oidcc-formpost-basic-certification-test-plan` with the same modules. */
describe.each(RESPONSE_MODES)('The Basic plan, with the response mode %s', (responseMode) => {
  beforeEach(() => {
    mode = responseMode;
  });

  describe('OpenID Connect Core 1.0 §3.1: the authorization code flow', () => {
    it('gives a code of enough entropy, tokens, and an ID token without what nobody asked for [oidcc-server]', async () => {
      const { claims, tokens } = await flow();
      const { status, body } = await suite().userinfo(tokens['access_token']);
      expect([status, body['sub']]).toEqual([200, claims.sub]);
    });

    it('takes the secret in the body too [oidcc-server-client-secret-post]', async () => {
      const { claims } = await flow({}, { token_endpoint_auth_method: 'client_secret_post' });
      expect(claims.sub).toEqual(expect.any(String));
    });

    it.each([
      ['nothing said of its origin', {}],
      ['the client as its origin', { origin: 'https://client.test', 'sec-fetch-site': 'cross-site' }],
      ['no origin to name', { origin: 'null', 'sec-fetch-site': 'none' }],
      ['what the suite sends with forms', { 'sec-fetch-site': 'same-origin' }],
    ])(
      'takes an authorization request by POST, with %s [oidcc-ensure-post-request-succeeds]',
      async (_what, headers) => {
        const client = await registered();
        const request = client.request();
        const answered = await client.authorize(suite().browser(), request, { method: 'POST', headers });
        expect(suite().codeOf(answered, request)).toEqual(expect.any(String));
      },
    );

    it('needs no nonce [oidcc-ensure-request-without-nonce-succeeds-for-code-flow]', async () => {
      expect((await flow({ nonce: undefined })).claims).not.toHaveProperty('nonce');
    });

    it('takes PKCE of a client that may do without [oidcc-ensure-request-with-valid-pkce-succeeds]', async () => {
      // RFC 7636, appendix B.
      const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
      const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
      const client = await registered();
      const asked = { code_challenge, code_challenge_method: 'S256' };
      const { code } = await client.code(suite().browser(), asked);
      expect((await client.redeem(code)).body['error']).toBe('invalid_grant');
      suite().tokensOf(await client.redeem(code, { code_verifier }));
    });

    it('tells the client when response_type is missing [oidcc-response-type-missing]', async () => {
      const client = await registered();
      const request = client.request({ response_type: undefined });
      const error = suite().errorOf(await client.authorize(suite().browser(), request), request);
      expect(['invalid_request', 'unsupported_response_type']).toContain(error);
    });

    it('shows a page when redirect_uri is not registered [oidcc-ensure-registered-redirect-uri]', async () => {
      const page = await errorPage(await registered(), { redirect_uri: `${suite().site.callback}/8f3kq1` });
      expect(page.text).toContain('redirect_uri');
    });
  });

  describe('OpenID Connect Core 1.0 §2: the ID token', () => {
    it('is signed with RS256 by a key that it names [oidcc-idtoken-signature]', async () => {
      const { claims } = await flow();
      expect(claims.iss).toBe(suite().issuer);
    });

    it('is never unsigned: discovery says so, and the module is skipped [oidcc-idtoken-unsigned]', async () => {
      expect(suite().server['id_token_signing_alg_values_supported']).not.toContain('none');
    });
  });

  describe('OpenID Connect Core 1.0 §5.3: userinfo', () => {
    it('answers a GET [oidcc-userinfo-get]', async () => {
      const { tokens, claims } = await flow();
      const { status, headers, body } = await suite().userinfo(tokens['access_token']);
      expect([status, body]).toEqual([200, { sub: claims.sub }]);
      expect(headers.get('content-type')).toContain('application/json');
    });

    it('answers a POST with the token in the header and no body [oidcc-userinfo-post-header]', async () => {
      const { tokens, claims } = await flow();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await suite().userinfo(tokens['access_token'], { method: 'POST', headers });
      expect([answer.status, answer.body]).toEqual([200, { sub: claims.sub }]);
    });

    it('answers a POST with the token in the body [oidcc-userinfo-post-body]', async () => {
      const { tokens, claims } = await flow();
      const answer = await suite().userinfoByForm(tokens['access_token']);
      expect([answer.status, answer.body]).toEqual([200, { sub: claims.sub }]);
    });
  });

  describe('OpenID Connect Core 1.0 §5.4: claims by scope', () => {
    const EVERYTHING = Object.keys(CLAIMS_BY_SCOPE) as (keyof typeof CLAIMS_BY_SCOPE)[];
    /** The claims of these scopes, and no other, are in userinfo, rightly typed, and not in the ID token. */
    const brings = async (scope: string, scopes: readonly (keyof typeof CLAIMS_BY_SCOPE)[]) => {
      const { tokens, claims } = await flow({ scope });
      const { body } = await suite().userinfo(tokens['access_token']);
      const named = scopes.flatMap((one) => [...CLAIMS_BY_SCOPE[one]]);
      expect(Object.keys(body).sort()).toEqual(['sub', ...named].sort());
      for (const name of named.filter((each) => each !== 'updated_at')) {
        expect(body[name]).toEqual(PERSON[name]);
      }
      if (scopes.includes('profile')) expect(body['updated_at']).toBeGreaterThan(1_600_000_000);
      expect(Object.keys(claims).filter((name) => named.includes(name as never))).toEqual([]);
    };

    it('brings the profile, whole [oidcc-scope-profile]', () => brings('openid profile', ['profile']));
    it('brings the e-mail address [oidcc-scope-email]', () => brings('openid email', ['email']));
    it('brings the address as an object [oidcc-scope-address]', () => brings('openid address', ['address']));
    it('brings the telephone number [oidcc-scope-phone]', () => brings('openid phone', ['phone']));
    it('brings all of them at once [oidcc-scope-all]', () =>
      brings('openid email phone address profile', EVERYTHING));
    it('does not look at their order [oidcc-alternate-happy-flow] [oidcc-ensure-other-scope-order-succeeds]', () =>
      brings('email openid', ['email']));
  });
});
