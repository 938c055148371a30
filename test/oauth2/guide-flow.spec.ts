import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientService } from '#libs/clients';
import { TestBrowser } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());

describe('the flow of the guide: RFC 6749 §4.1 without PKCE, for a client that an administrator relaxed', () => {
  it('brings the person back with a code, which is traded for tokens that say who they are', async () => {
    const redirect_uri = 'http://localhost:8000/callback';
    const { client, client_secret } = await portico.get(ClientService).create(
      {
        client_name: 'Guide',
        redirect_uris: [redirect_uri],
        token_endpoint_auth_method: 'client_secret_post',
        require_pkce: false,
      },
      { actor: 'system' },
    );
    const query = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri,
      response_type: 'code',
      scope: 'openid',
    });
    const browser = new TestBrowser(portico.url);
    const back = await browser.authorize(`${portico.url}/oauth2/authorize?${query}`, ADMIN);
    expect(back.href.startsWith(`${redirect_uri}?code=`)).toBe(true);
    expect(back.searchParams.get('iss')).toBe(portico.url);

    const response = await fetch(`${portico.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.client_id,
        client_secret: client_secret ?? '',
        code: back.searchParams.get('code') ?? '',
      }),
    });
    const tokens = (await response.json()) as Record<string, string>;
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'openid' });

    const who = await fetch(`${portico.url}/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${tokens['access_token']}` },
    });
    expect(who.status).toBe(200);
    expect(await who.json()).toEqual({ sub: expect.any(String) });
  });
});
