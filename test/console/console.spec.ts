import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientService } from '#libs/clients';
import { ConsoleClient } from '../../apps/server/src/console/console-client.js';
import { consolePage } from '../../apps/server/src/console/console-files.js';
import { consoleHeaders } from '../../apps/server/src/console/console-headers.js';
import { startPortico, type TestPortico } from '../support/portico.js';

const SYSTEM = { actor: 'system' } as const;

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());

const consoleClient = () => portico.get(ClientService).get('portico-console');

describe('The console is an ordinary client of Portico', () => {
  it('registered at the start: public, with PKCE, capped by the role of whoever signs in', async () => {
    expect(await consoleClient()).toMatchObject({
      redirect_uris: [`${portico.url}/admin/signed-in`, `${portico.url}/admin/renewed`],
      post_logout_redirect_uris: [`${portico.url}/admin`],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      require_pkce: null,
      scope: 'openid profile email admin:read admin:write',
      secrets: [],
    });
  });

  it('gets no code without a challenge', async () => {
    const request = {
      client_id: 'portico-console',
      redirect_uri: `${portico.url}/admin/signed-in`,
      response_type: 'code',
      scope: 'openid admin:read',
    };
    const url = `${portico.url}/oauth2/authorize?${new URLSearchParams(request)}`;
    const { headers } = await fetch(url, { redirect: 'manual' });
    const back = new URL(headers.get('location') ?? '');
    expect(back.searchParams.get('error_description')).toContain('code_challenge is missing');
  });

  it('stays as an administrator made it, but for what it can’t do without', async () => {
    const clients = portico.get(ClientService);
    const changes = { client_name: 'Our console', redirect_uris: ['https://old.example/admin/signed-in'] };
    await clients.patch('portico-console', undefined, changes, SYSTEM);
    await clients.patch('portico-console', undefined, { status: 'disabled' }, SYSTEM);
    await portico.get(ConsoleClient).onApplicationBootstrap();
    expect(await consoleClient()).toMatchObject({
      client_name: 'Our console',
      status: 'disabled',
      redirect_uris: [`${portico.url}/admin/signed-in`, `${portico.url}/admin/renewed`],
    });
    await clients.patch('portico-console', undefined, { status: 'enabled' }, SYSTEM);
  });
});

describe('The console’s page', () => {
  it('is told where it is and which styles are its own', () => {
    const page = consolePage('<base href="%BASE%"><meta nonce="%NONCE%">', '/auth', 'n0nce');
    expect(page).toBe('<base href="/auth/admin/"><meta nonce="n0nce">');
  });

  it('runs scripts of this server only, talks to nobody else, and can be framed by nobody', () => {
    const policy = consoleHeaders('n0nce', "'none'")['content-security-policy'];
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-n0nce'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/admin', '/admin/', '/admin/clients/some%2Fclient', '/admin/signed-in?code=x'])(
    'is at %s',
    async (path) => {
      const answer = await fetch(`${portico.url}${path}`);
      expect([200, 503]).toContain(answer.status);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect((await answer.text()).length).toBeGreaterThan(10);
    },
  );

  it('leaves the admin API’s addresses to the admin API', async () => {
    const answer = await fetch(`${portico.url}/admin/v1/no-such-thing`);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});
