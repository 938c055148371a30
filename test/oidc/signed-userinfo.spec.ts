import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());

describe('OpenID Connect Core 1.0 §5.3.2 signed userinfo', () => {
  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'is a JWT signed with %s for who registered that',
    async (alg) => {
      const client = await RelyingParty.register(portico, { userinfo_signed_response_alg: alg });
      const { access_token } = await client.tokens(new TestBrowser(portico.url), { scope: 'openid email' });
      for (const method of ['GET', 'POST']) {
        const answer = await client.userinfo(access_token, { method });
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toMatch(/^application\/jwt/);
        const keys = createRemoteJWKSet(new URL(`${portico.url}/.well-known/jwks.json`));
        const { payload } = await jwtVerify(answer.text, keys, {
          issuer: portico.url,
          audience: client.client.client_id,
        });
        expect(decodeProtectedHeader(answer.text).alg).toBe(alg);
        expect(payload).toMatchObject({ sub: expect.any(String), email: 'admin@example.com' });
      }
    },
  );

  it('is JSON for everybody else', async () => {
    const client = await RelyingParty.register(portico);
    const { access_token } = await client.tokens(new TestBrowser(portico.url));
    const answer = await client.userinfo(access_token);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('is refused in JSON words all the same', async () => {
    const client = await RelyingParty.register(portico, { userinfo_signed_response_alg: 'RS256' });
    const { access_token } = await client.tokens(new TestBrowser(portico.url), { scope: 'profile' });
    expect(await client.userinfo(access_token)).toMatchObject({
      status: 403,
      body: { error: 'insufficient_scope' },
    });
  });
});
