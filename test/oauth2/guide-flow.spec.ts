import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { formOf } from '../support/relying-party.js';

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());

describe('the flow of the guide: RFC 6749 §4.1 with nothing that is optional, for a client that an administrator relaxed', () => {
  const redirect_uri = 'http://localhost:8000/callback';

  it.each(['client_secret_post', 'none'])(
    'brings the person back with a code, which is traded for tokens that say who they are (%s)',
    async (token_endpoint_auth_method) => {
      const { client_id, client_secret } = await portico.admin.call<Record<string, string>>(
        'POST',
        '/clients',
        {
          client_name: 'Guide',
          redirect_uris: [redirect_uri],
          token_endpoint_auth_method,
          require_pkce: false,
        },
      );
      const query = formOf({ client_id, redirect_uri, response_type: 'code', scope: 'openid' });
      const browser = new TestBrowser(portico.url);
      const back = await browser.authorize(`${portico.url}/oauth2/authorize?${query}`, ADMIN);
      expect(back.href.startsWith(`${redirect_uri}?code=`)).toBe(true);
      expect([...back.searchParams.keys()]).toEqual(['code', 'iss']);

      const code = back.searchParams.get('code') ?? undefined;
      const response = await fetch(`${portico.url}/oauth2/token`, {
        method: 'POST',
        body: formOf({ grant_type: 'authorization_code', client_id, client_secret, code }),
      });
      const tokens = (await response.json()) as Record<string, string>;
      expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'openid' });

      const who = await fetch(`${portico.url}/oauth2/userinfo`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      expect([who.status, await who.json()]).toEqual([200, { sub: expect.any(String) }]);
    },
  );

  it('refuses a redirect_uri at the token endpoint that is not the one of the request', async () => {
    const { client_id } = await portico.admin.call<Record<string, string>>('POST', '/clients', {
      redirect_uris: [redirect_uri],
      token_endpoint_auth_method: 'none',
      require_pkce: false,
    });
    const query = formOf({ client_id, redirect_uri, response_type: 'code', scope: 'openid' });
    const browser = new TestBrowser(portico.url);
    const back = await browser.authorize(`${portico.url}/oauth2/authorize?${query}`, ADMIN);
    const code = back.searchParams.get('code') ?? undefined;
    const other = `${redirect_uri}/`;
    const response = await fetch(`${portico.url}/oauth2/token`, {
      method: 'POST',
      body: formOf({ grant_type: 'authorization_code', client_id, code, redirect_uri: other }),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });
});
