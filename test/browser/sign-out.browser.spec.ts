import 'reflect-metadata';
import { createServer as createHttp } from 'node:http';
import { createServer, type Server } from 'node:net';
import { decodeJwt } from 'jose';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestOf } from '../support/authorize.js';
import { LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { ClientSite } from '../support/client-site.js';
import { clickTo, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { granted, RelyingParty } from '../support/relying-party.js';

let chromium: TestChromium;
let portico: TestPortico;
/** The site that signs out, and another one. */
let photos: ClientSite;
let mail: ClientSite;
/** Takes connections, and says nothing. */
let silent: Server;
/** Lets nobody frame its pages. */
let shy: Server;
let party: RelyingParty;
let alice: TestPerson;
let opened: OpenPage;
let page: Page;

const listening = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
const partyAt = (origin: string, metadata: Readonly<Record<string, unknown>> = {}) =>
  RelyingParty.register(portico, {
    redirect_uris: [`${origin}/callback`],
    post_logout_redirect_uris: [`${photos.origin}/out`],
    frontchannel_logout_uri: `${origin}/front?tenant=1`,
    frontchannel_logout_session_required: true,
    require_pkce: false,
    ...metadata,
  });

beforeAll(async () => {
  portico = await startPortico();
  photos = await ClientSite.start();
  mail = await ClientSite.start();
  silent = await listening(createServer());
  shy = await listening(
    createHttp((_, reply) => reply.writeHead(200, { 'x-frame-options': 'DENY' }).end('x')),
  );
  chromium = await TestChromium.launch();
  party = await partyAt(photos.origin, { client_name: 'Photo album' });
});
afterAll(async () => {
  await chromium?.close();
  silent?.close();
  shy?.close();
  await mail?.close();
  await photos?.close();
  await portico?.close();
});
beforeEach(async () => {
  alice = await createPerson(portico, { name: 'Alice' });
  for (const site of [photos, mail]) {
    site.received.length = 0;
    site.pages.clear();
  }
});
afterEach(() => page?.context().close());

const open = async (options = {}) => {
  opened = await chromium.open(options);
  page = opened.page;
};
const originOf = (server: Server) => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};
/** Signs in to the first application, which is to sign out again, and to the others; with what its ID token says. */
const signIn = async (...others: readonly RelyingParty[]) => {
  await page.goto(`${portico.url}/oauth2/authorize?${requestOf(party)}`);
  await signInOn(page, alice, '#arrived');
  const code = photos.last('/callback')?.query.get('code') ?? '';
  const { id_token = '' } = granted(await party.token({ grant_type: 'authorization_code', code }));
  for (const other of others) {
    const url = `${portico.url}/oauth2/authorize?${requestOf(other)}`;
    expect((await page.request.get(url, { maxRedirects: 0 })).headers().location).toContain('code=');
  }
  return { id_token, sid: String(decodeJwt(id_token).sid) };
};
const logoutUrl = (id_token: string, more = {}) => {
  const parameters = { id_token_hint: id_token, post_logout_redirect_uri: `${photos.origin}/out`, ...more };
  return `${portico.url}/oauth2/logout?${new URLSearchParams(parameters)}`;
};
const leave = (id_token: string) => page.goto(logoutUrl(id_token, { state: 'bye' }), { waitUntil: 'commit' });
const backAtTheClient = () => page.waitForURL(`${photos.origin}/out?state=bye`);
const signOut = async (id_token: string) => {
  await leave(id_token);
  await backAtTheClient();
};
/** From now on no timer of a page runs by itself, however long the machine takes. */
const stopTheClock = async () => {
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 60_000);
};
const frontQuery = (site: ClientSite) => Object.fromEntries(site.last('/front')?.query ?? []);

describe('OpenID Connect Front-Channel Logout 1.0 §3, in a browser', () => {
  it('tells every site which session ended, and goes back with state [oidcc-frontchannel-rp-initiated-logout]', async () => {
    await open();
    const { id_token, sid } = await signIn(await partyAt(mail.origin));
    await signOut(id_token);
    expect(frontQuery(photos)).toEqual({ tenant: '1', iss: portico.url, sid });
    expect(frontQuery(mail)).toEqual({ tenant: '1', iss: portico.url, sid });
    expect(mail.last('/front')?.headers).not.toHaveProperty('referer');
    expect(photos.last('/out')?.headers).not.toHaveProperty('referer');
    const paths = photos.received.map(({ path }) => path);
    expect(paths.indexOf('/front')).toBeLessThan(paths.indexOf('/out'));
    expect(opened.complaints).toEqual([]);
  });

  it('leaves no page to come back to: the back button leads before the sign-out', async () => {
    await open();
    const { id_token } = await signIn();
    await page.goto(`${photos.origin}/account`);
    await signOut(id_token);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/account');
  });

  it('ends on the page that says so, when the person confirmed it', async () => {
    await open();
    const { sid } = await signIn();
    await page.goto(`${portico.url}/account`);
    await clickTo(page, '#account-sign-out', '#sign-in-again');
    expect(frontQuery(photos)).toEqual({ tenant: '1', iss: portico.url, sid });
    await page.reload();
    await page.waitForSelector('#sign-in-again');
  });

  it('goes on after three seconds when a site doesn’t answer', async () => {
    await open();
    await stopTheClock();
    const { id_token } = await signIn(await partyAt(mail.origin), await partyAt(originOf(silent)));
    await leave(id_token);
    await page.waitForSelector('#signing-out-continue');
    await expect.poll(() => mail.last('/front')).toBeDefined();
    await page.clock.runFor(2900);
    expect(photos.last('/out')).toBeUndefined();
    await page.clock.runFor(200);
    await backAtTheClient();
  });

  it('goes on at once when a site is gone, or lets nobody frame it', async () => {
    await open();
    await stopTheClock();
    const gone = await partyAt(`http://127.0.0.1:${await freePort()}`);
    const { id_token } = await signIn(gone, await partyAt(originOf(shy)));
    await signOut(id_token);
  });

  it('lets no site take the window elsewhere, open another, or ask anything', async () => {
    const take = `top.location = '${mail.origin}/taken'`;
    mail.pages.set(
      '/front',
      `<!doctype html><title>x</title><script>
      try { ${take} } catch {} window.open('/opened'); alert('stay'); fetch('/signed-out');</script>`,
    );
    await open();
    page.on('dialog', () => expect.unreachable('a dialog'));
    const { id_token } = await signIn(await partyAt(mail.origin));
    await signOut(id_token);
    await expect.poll(() => mail.last('/signed-out')).toBeDefined();
    expect(mail.received.map(({ path }) => path)).not.toContain('/taken');
    expect(page.context().pages()).toHaveLength(1);
  });
});

describe('Without script', () => {
  it('goes on by itself when the frames are loaded', async () => {
    await open({ javaScriptEnabled: false });
    const { id_token, sid } = await signIn(await partyAt(mail.origin));
    await signOut(id_token);
    expect(frontQuery(mail)).toEqual({ tenant: '1', iss: portico.url, sid });
  });

  it('goes on by the button, at any time, when a site doesn’t answer', async () => {
    await open({ javaScriptEnabled: false });
    const { id_token } = await signIn(await partyAt(originOf(silent)));
    await page.goto(logoutUrl(id_token, { state: 'bye' }), { waitUntil: 'commit' });
    await page.click('#signing-out-continue');
    await page.waitForURL(`${photos.origin}/out?state=bye`);
  });
});

describe.each(LOOKS)('The pages of signing out, %s', (look, options) => {
  it('look right', async () => {
    await open(options);
    // The page that waits three seconds for those who don't answer waits for its button: axe may take longer.
    await page.addInitScript(`const later = window.setTimeout;
      window.setTimeout = (act, ms, ...more) => (ms === 3000 ? 0 : later(act, ms, ...more));`);
    const { id_token } = await signIn(await partyAt(originOf(silent)));
    await page.goto(logoutUrl(id_token, { post_logout_redirect_uri: 'https://photos.example/' }));
    await chromium.looksRight(page, `${look}-sign-out-and-no-way-back`);
    await page.goto(logoutUrl(id_token), { waitUntil: 'commit' });
    await page.waitForSelector('#signing-out-continue');
    await chromium.looksRight(page, `${look}-signing-out`);
    await clickTo(page, '#signing-out-continue', '#arrived');
    await page.goto(logoutUrl(id_token, { post_logout_redirect_uri: 'https://photos.example/' }));
    await chromium.looksRight(page, `${look}-signed-out-and-no-way-back`);
    expect(opened.complaints).toEqual([]);
  });
});
