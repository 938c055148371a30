import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDemo, type RunningDemo } from './create-demo.js';

const origin = 'http://localhost:4010';
const settings = { host: 'localhost', port: 4010, origin, clientFile: '' };
const host = { host: 'localhost:4010' };

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

async function demoOf(issuer: string): Promise<RunningDemo> {
  const clients = { client_id: 'a', client_secret: 'b', browser_client_id: 'c' };
  const demo = await createDemo(settings, { issuer, ...clients });
  undo.push(() => demo.app.close());
  return demo;
}

/** A server that answers every request with this JSON; it is given its own address. */
async function listening(answer: (address: string) => object) {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(address)));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const stop = () => new Promise((done) => server.close(done));
  undo.push(stop);
  return {
    address,
    stop,
    again: () => new Promise<void>((done) => server.listen(address.split(':')[2], done)),
  };
}

const discovery = (issuer: string) => ({ issuer, authorization_endpoint: `${issuer}/oauth2/authorize` });

describe('the demo while Portico isn’t up', () => {
  it('says so and how to start it, and looks again by itself without script', async () => {
    const { stop, again, address } = await listening(discovery);
    await stop();
    const { app, provider } = await demoOf(address);
    await provider.look();
    const page = await app.inject({ url: '/', headers: host });
    expect(page.statusCode).toBe(503);
    expect(page.headers['retry-after']).toBe('2');
    expect(page.body).toContain('Waiting for Portico');
    expect(page.body).toContain('npm start');
    expect(page.body).toContain('<meta http-equiv="refresh" content="2">');

    await again();
    await expect.poll(() => provider.reachability, { timeout: 5_000 }).toBe('ready');
    expect((await app.inject({ url: '/', headers: host })).body).toContain('Sign in with Portico');
  });

  it('tells when something else answers there', async () => {
    const { address } = await listening(() => discovery('http://localhost:1'));
    const { app, provider } = await demoOf(address);
    await provider.look();
    expect((await app.inject({ url: '/', headers: host })).body).toContain('Something answers');
  });

  it('stops looking when it is stopped', async () => {
    const { stop, again, address } = await listening(discovery);
    await stop();
    const { app, provider } = await demoOf(address);
    await provider.look();
    await app.close();
    await again();
    await new Promise((done) => setTimeout(done, 1_300));
    expect(provider.reachability).toBe('unreachable');
  });
});

describe('the demo’s origin', () => {
  const ready = async () => {
    const { address } = await listening(discovery);
    const demo = await demoOf(address);
    await demo.provider.look();
    return { ...demo, address };
  };

  it('is one: 127.0.0.1 is sent to localhost, where the cookie and the redirect URI are', async () => {
    const { app } = await ready();
    const answer = await app.inject({ url: '/sign-in', headers: { host: '127.0.0.1:4010' } });
    expect([answer.statusCode, answer.headers.location]).toEqual([302, origin]);
  });

  it.each([undefined, 'null', 'http://localhost:9999', 'https://localhost:4010'])(
    'is the only one that may post (not %s)',
    async (from) => {
      const { app } = await ready();
      const headers = { ...host, ...(from && { origin: from }) };
      for (const url of ['/refresh', '/sign-out']) {
        expect((await app.inject({ method: 'POST', url, headers })).statusCode).toBe(403);
      }
      const own = await app.inject({ method: 'POST', url: '/refresh', headers: { ...host, origin } });
      expect([own.statusCode, own.headers.location]).toEqual([303, '/']);
    },
  );

  it('sends a sign-in with S256, state and nonce, and a cookie that no script reads', async () => {
    const { app, address } = await ready();
    const answer = await app.inject({ url: '/sign-in', headers: host });
    const url = new URL(String(answer.headers.location));
    expect(`${url.origin}${url.pathname}`).toBe(`${address}/oauth2/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${origin}/callback`,
      scope: 'openid profile email offline_access',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^.{32,}$/),
      nonce: expect.stringMatching(/^.{32,}$/),
    });
    expect(answer.headers['set-cookie']).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('refuses an answer that this browser didn’t ask for', async () => {
    const { app } = await ready();
    const { cookies } = await app.inject({ url: '/sign-in', headers: host });
    const answer = await app.inject({
      url: '/callback?code=c&state=s',
      headers: host,
      cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('didn’t begin here');
  });

  it('answers an unknown address with a page', async () => {
    const { app } = await ready();
    expect((await app.inject({ url: '/nowhere', headers: host })).statusCode).toBe(404);
  });
});
