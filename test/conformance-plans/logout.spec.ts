import { randomBytes } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Form, formOf } from '../support/relying-party.js';
import { modules } from './modules.js';
import type { SuiteClient } from './suite-client.js';

const { suite, registered } = modules();

/** Of the suite's own length. */
const state = () => randomBytes(64).toString('hex');
const atSite = (path: string) => suite().site.callback.replace('/callback', path);
const arrivalAt = (path: string) => suite().site.arrivals.find((each) => each.path.endsWith(path));

/** A client that may sign people out, and a browser in which somebody is signed in to it. */
async function signedIn(metadata: Readonly<Record<string, unknown>> = {}) {
  const post_logout_redirect_uri = atSite('/post_logout_redirect');
  const client = await registered({ post_logout_redirect_uris: [post_logout_redirect_uri], ...metadata });
  const browser = suite().browser();
  const { tokens, claims } = await client.signIn(browser);
  suite().site.arrivals.length = 0;
  const id_token_hint = tokens['id_token'] ?? '';

  return {
    client,
    claims,
    request: { id_token_hint, post_logout_redirect_uri, state: state() },
    /** Sends this browser to the end_session_endpoint, with an automation of docs/certification.md. */
    async signOut(automation: string, request: Form) {
      const scripted = suite().browser(automation);
      for (const [name, value] of browser.cookies) scripted.cookies.set(name, value);
      const page = await scripted.visit(`${suite().endpoint('end_session_endpoint')}?${formOf(request)}`);
      expect(scripted.complaints).toEqual([]);
      browser.cookies.clear();
      for (const [name, value] of scripted.cookies) browser.cookies.set(name, value);
      return page;
    },
    /** What prompt=none comes to, afterwards. */
    async silently() {
      const request = client.request({ prompt: 'none' });
      return suite().errorOf(await client.authorize(browser, request), request);
    },
  };
}

/** That the browser came back with this state, and nothing else. */
const expectBack = (sent: string | undefined) => {
  const { query } = arrivalAt('/post_logout_redirect') ?? {};
  expect(Object.fromEntries(query ?? [['nothing', 'came']])).toEqual(
    sent === undefined ? {} : { state: sent },
  );
};

/** `oidcc-rp-initiated-logout-certification-test-plan` */
describe('OpenID Connect RP-Initiated Logout 1.0 §2 and §3, deployed', () => {
  it('has its endpoint in discovery [oidcc-rp-initiated-logout-discovery-endpoint-verification]', () => {
    expect(suite().endpoint('end_session_endpoint')).toMatch(`${suite().issuer}/`);
  });

  it('comes back with state, and nobody is signed in [oidcc-rp-initiated-logout]', async () => {
    const { request, signOut, silently } = await signedIn();
    await signOut('sign-out', request);
    expectBack(request.state);
    expect(await silently()).toBe('login_required');
  });

  it('comes back without state where none was sent [oidcc-rp-initiated-logout-no-state]', async () => {
    const { request, signOut, silently } = await signedIn();
    await signOut('sign-out', { ...request, state: undefined });
    expectBack(undefined);
    expect(await silently()).toBe('login_required');
  });

  it.each<readonly [string, (request: Form, client: SuiteClient) => Form | Promise<Form>]>([
    [
      'a hint that the client signed [oidcc-rp-initiated-logout-bad-id-token-hint]',
      async (request) => ({
        ...request,
        id_token_hint: await signedByTheClient(String(request['id_token_hint'])),
      }),
    ],
    [
      'a hint with alg none [oidcc-rp-initiated-logout-modified-id-token-hint]',
      (request) => ({ ...request, id_token_hint: unsigned(String(request['id_token_hint'])) }),
    ],
    [
      'no hint [oidcc-rp-initiated-logout-no-id-token-hint]',
      (request) => ({ ...request, id_token_hint: undefined }),
    ],
    [
      'another address [oidcc-rp-initiated-logout-bad-post-logout-redirect-uri]',
      (request) => ({ ...request, post_logout_redirect_uri: `${request['post_logout_redirect_uri']}x` }),
    ],
    [
      'more in its query [oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri]',
      (request) => ({
        ...request,
        post_logout_redirect_uri: `${request['post_logout_redirect_uri']}?foo=bar`,
      }),
    ],
  ])('asks the person, and goes nowhere: %s', async (_, change) => {
    const { client, request, signOut } = await signedIn();
    const page = await signOut('sign-out question', await change(request, client));
    expect([page.status, page.location]).toEqual([200, undefined]);
    expect(suite().site.arrivals).toEqual([]);
  });

  it.each<readonly [string, (request: Form) => Form]>([
    ['nothing [oidcc-rp-initiated-logout-no-params]', () => ({})],
    ['only state [oidcc-rp-initiated-logout-only-state]', ({ state }) => ({ state })],
    [
      'no address [oidcc-rp-initiated-logout-no-post-logout-redirect-uri]',
      (request) => ({ ...request, post_logout_redirect_uri: undefined }),
    ],
  ])('signs out, and says so on a page, with %s', async (_, change) => {
    const { request, signOut, silently } = await signedIn();
    const page = await signOut('signed-out page', change(request));
    expect([page.status, suite().site.arrivals]).toEqual([200, []]);
    expect(await silently()).toBe('login_required');
  });
});

/** `oidcc-backchannel-rp-initiated-logout-certification-test-plan` */
describe('OpenID Connect Back-Channel Logout 1.0 §2, deployed', () => {
  it('is offered with sid [oidcc-backchannel-logout-discovery-endpoint-verification]', () => {
    const { backchannel_logout_supported, backchannel_logout_session_supported } = suite().server;
    expect([backchannel_logout_supported, backchannel_logout_session_supported]).toEqual([true, true]);
  });

  it('tells the client, and comes back [oidcc-backchannel-rp-initiated-logout]', async () => {
    const { client, claims, request, signOut, silently } = await signedIn({
      backchannel_logout_uri: `${suite().site.origin}/test/a/portico/backchannel_logout`,
      backchannel_logout_session_required: true,
    });
    await signOut('sign-out', request);
    expectBack(request.state);
    await expect.poll(() => arrivalAt('/backchannel_logout'), { timeout: 10_000 }).toBeDefined();
    const { method, type, form } = arrivalAt('/backchannel_logout') ?? {};
    expect([method, type, [...(form?.keys() ?? [])]]).toEqual([
      'POST',
      'application/x-www-form-urlencoded',
      ['logout_token'],
    ]);
    const { payload } = await jwtVerify(form?.get('logout_token') ?? '', createLocalJWKSet(suite().jwks), {
      issuer: suite().issuer,
      audience: client.client_id,
      algorithms: ['RS256'],
    });
    const { sub, sid } = claims;
    expect(payload).toMatchObject({ sub, sid, jti: expect.any(String), iat: expect.any(Number) });
    expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
    expect(payload).not.toHaveProperty('nonce');
    expect(await silently()).toBe('login_required');
  });
});

/** `oidcc-frontchannel-rp-initiated-logout-certification-test-plan` */
describe('OpenID Connect Front-Channel Logout 1.0 §2 and §3, deployed', () => {
  it('is offered with sid [oidcc-frontchannel-logout-discovery-endpoint-verification]', () => {
    const { frontchannel_logout_supported, frontchannel_logout_session_supported } = suite().server;
    expect([frontchannel_logout_supported, frontchannel_logout_session_supported]).toEqual([true, true]);
  });

  it('loads the client’s page with iss and sid alone, and comes back [oidcc-frontchannel-rp-initiated-logout]', async () => {
    const { claims, request, signOut, silently } = await signedIn({
      frontchannel_logout_uri: atSite('/frontchannel_logout'),
      frontchannel_logout_session_required: true,
    });
    await signOut('sign-out', request);
    const { query } = arrivalAt('/frontchannel_logout') ?? {};
    expect(Object.fromEntries(query ?? [])).toEqual({ iss: suite().issuer, sid: claims['sid'] });
    expectBack(request.state);
    expect(await silently()).toBe('login_required');
  });
});

/** The claims of a token of Portico's, signed by a key that is not. */
async function signedByTheClient(token: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
}

function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  return `${header}.${token.split('.')[1]}.`;
}
