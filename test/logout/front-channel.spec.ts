import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClientService } from '#libs/clients';
import { type SignedInBrowser, signInTo, signOutBy } from '../logout-notices/signed-in.js';
import { shown } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

const OUT = 'https://photos.example/out';
const PHOTOS = 'https://photos.example/front?tenant=a%20b';
const MAIL = 'https://mail.example:8443/front';

let portico: TestPortico;
let person: TestPerson;
/** Wants iss and sid. */
let photos: RelyingParty;
/** Wants neither. */
let mail: RelyingParty;
/** Has no page. */
let plain: RelyingParty;

const partyAt = (origin: string, metadata: Readonly<Record<string, unknown>>) =>
  RelyingParty.register(portico, { redirect_uris: [`${origin}/callback`], ...metadata });

beforeAll(async () => {
  portico = await startPortico();
  photos = await partyAt('https://photos.example', {
    post_logout_redirect_uris: [OUT],
    frontchannel_logout_uri: PHOTOS,
    frontchannel_logout_session_required: true,
  });
  mail = await partyAt('https://mail.example:8443', { frontchannel_logout_uri: MAIL });
  plain = await partyAt('https://plain.example', { post_logout_redirect_uris: [OUT] });
});
afterAll(() => portico.close());
beforeEach(async () => {
  person = await createPerson(portico);
});

const signIn = (...parties: readonly RelyingParty[]) => signInTo(portico, person, parties);
/** What the page makes the browser load, as the browser reads it. */
const framesOf = ({ text }: Visited) =>
  [...text.matchAll(/<iframe src="([^"]*)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));
const frameSources = ({ headers }: Visited) =>
  /frame-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]?.split(' ');
const photosPage = (sid: string) => `${PHOTOS}&${new URLSearchParams({ iss: portico.url, sid })}`;
/** As the page's script does, and a person without script. */
const goOn = (browser: TestBrowser, { text }: Visited) => {
  const [form = ''] = /<form id="going-on" method="get"[\s\S]*?<\/form>/.exec(text) ?? [];
  const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&amp;', '&')],
  );
  return browser.open(`${portico.url}/oauth2/logout?${new URLSearchParams(fields)}`);
};
const refreshOf = ({ text }: Visited) =>
  /<noscript><meta http-equiv="refresh" content="1; url=([^"]*)">/.exec(text)?.[1]?.replaceAll('&amp;', '&');

describe('OpenID Connect Front-Channel Logout 1.0 §3: discovery', () => {
  it('says that it is supported, with iss and sid [oidcc-frontchannel-logout-discovery-endpoint-verification]', async () => {
    const response = await fetch(`${portico.url}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
    });
  });
});

describe('OpenID Connect Front-Channel Logout 1.0 §2 and §3: the page that signs out of the clients', () => {
  it('loads the client’s page with iss and the sid of its ID token, then goes back with state [oidcc-frontchannel-rp-initiated-logout]', async () => {
    const signedIn = await signIn(photos);
    const more = { post_logout_redirect_uri: OUT, state: 'a b&c' };
    const page = await signOutBy(portico, signedIn, more);
    expect(page.status).toBe(200);
    expect(framesOf(page)).toEqual([photosPage(signedIn.sid)]);
    const done = await goOn(signedIn.browser, page);
    expect([done.status, done.location]).toEqual([302, `${OUT}?state=a+b%26c`]);
    const silent = await photos.authorize(signedIn.browser, { prompt: 'none', ...PKCE });
    expect(silent.get('error')).toBe('login_required');
  });

  it('goes on without script by the same way', async () => {
    const signedIn = await signIn(photos);
    const page = await signOutBy(portico, signedIn, { post_logout_redirect_uri: OUT, state: 's' });
    const done = await signedIn.browser.open(portico.url + refreshOf(page));
    expect(done.location).toBe(`${OUT}?state=s`);
  });

  it('loads a page of each client of this session that has one, once, and of no other', async () => {
    const elsewhere = await createPerson(portico);
    await signInTo(portico, elsewhere, [mail]);
    const signedIn = await signIn(photos, plain, photos);
    const page = await signOutBy(portico, signedIn);
    expect(framesOf(page)).toEqual([photosPage(signedIn.sid)]);
    expect(page.text).not.toContain('mail.example');

    const both = await signIn(mail, photos);
    const pages = framesOf(await signOutBy(portico, both));
    expect(pages.toSorted()).toEqual([MAIL, photosPage(both.sid)]);
  });

  it('allows frames of exactly those origins, and its script by a nonce', async () => {
    const page = await signOutBy(portico, await signIn(mail, photos));
    expect(frameSources(page)?.toSorted()).toEqual(['https://mail.example:8443', 'https://photos.example']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    const frames = page.text.match(/<iframe[^>]*>/g) ?? [];
    for (const frame of frames)
      expect(frame).toMatch(/ sandbox="allow-scripts allow-same-origin allow-forms" /);
    expect(frames).toHaveLength(2);
  });

  it('is not shown where no client of the session has a page', async () => {
    const page = await signOutBy(portico, await signIn(plain), { post_logout_redirect_uri: OUT });
    expect([page.status, page.location]).toEqual([302, OUT]);
  });

  it('is shown once: nobody learns from the same address what was signed out of', async () => {
    const signedIn = await signIn(photos);
    const first = await signOutBy(portico, signedIn);
    expect(framesOf(first)).toHaveLength(1);
    for (const browser of [signedIn.browser, new TestBrowser(portico.url)]) {
      const again = await signOutBy(portico, { ...signedIn, browser });
      expect([shown(again), framesOf(again), frameSources(again)]).toEqual(['signed out', [], undefined]);
      expect(again.text).not.toContain('photos.example/front');
    }
  });

  it('is shown to one of two requests that come at once, and both go back', async () => {
    const signedIn = await signIn(photos);
    const more = { post_logout_redirect_uri: OUT };
    const cookies = new Map(signedIn.browser.cookies);
    const twin = new TestBrowser(portico.url);
    for (const [name, value] of cookies) twin.cookies.set(name, value);
    const pages = await Promise.all(
      [signedIn.browser, twin].map((browser) => signOutBy(portico, { ...signedIn, browser }, more)),
    );
    const framed = pages.filter((page) => framesOf(page).length > 0);
    expect(framed).toHaveLength(1);
    for (const page of pages) {
      const done = page.location === undefined ? await goOn(signedIn.browser, page) : page;
      expect(done.location).toBe(OUT);
    }
  });

  it('takes a disabled client’s page too, which shall keep nobody signed in', async () => {
    const gone = await partyAt('https://gone.example', {
      frontchannel_logout_uri: 'https://gone.example/front',
    });
    const signedIn = await signIn(plain, gone);
    const { client_id, version } = gone.client;
    await portico.get(ClientService).setStatus(client_id, version, 'disabled', { actor: 'system' });
    expect(framesOf(await signOutBy(portico, signedIn))).toEqual(['https://gone.example/front']);
  });

  it('loads the page of a client that got no more than an ID token, by the browser', async () => {
    const implicit = await partyAt('https://implicit.example', {
      response_types: ['id_token'],
      grant_types: ['implicit'],
      frontchannel_logout_uri: 'https://implicit.example/front',
    });
    const browser = new TestBrowser(portico.url);
    const request = { response_type: 'id_token', nonce: 'n' };
    const id_token = String((await implicit.authorize(browser, request, person)).get('id_token'));
    const page = await signOutBy(portico, { browser, id_tokens: [id_token] });
    expect(framesOf(page)).toEqual(['https://implicit.example/front']);
  });

  it('stays below an issuer that has a path', async () => {
    const port = String(await freePort());
    const below = await startPortico({ PORTICO_PORT: port, PORTICO_ISSUER: `http://localhost:${port}/op` });
    try {
      const party = await RelyingParty.register(below, {
        redirect_uris: ['https://photos.example/callback'],
        post_logout_redirect_uris: [OUT],
        frontchannel_logout_uri: PHOTOS,
        frontchannel_logout_session_required: true,
      });
      const browser = new TestBrowser(`http://localhost:${port}`);
      const { id_token } = await party.tokens(browser, {}, await createPerson(below));
      const query = new URLSearchParams({ id_token_hint: String(id_token), post_logout_redirect_uri: OUT });
      const page = await browser.open(`${below.url}/oauth2/logout?${query}`);
      expect(framesOf(page)[0]).toContain(`&iss=${encodeURIComponent(below.url)}&`);
      expect(page.text).toContain('<form id="going-on" method="get" action="/op/oauth2/logout">');
      const done = await browser.open(`http://localhost:${port}${refreshOf(page)}`);
      expect(done.location).toBe(OUT);
    } finally {
      await below.close();
    }
  });

  it('posts a request on that is too long for an address', async () => {
    const signedIn = await signIn(photos);
    const state = 's'.repeat(9000);
    const body = new URLSearchParams({
      id_token_hint: String(signedIn.id_tokens[0]),
      post_logout_redirect_uri: OUT,
      state,
    });
    const page = await signedIn.browser.open(`${portico.url}/oauth2/logout`, { method: 'POST', body });
    expect(framesOf(page)).toHaveLength(1);
    expect(refreshOf(page)).toBeUndefined();
    const done = await signedIn.browser.submit(page, 'signing-out-continue');
    expect([done.status, done.location]).toEqual([303, `${OUT}?state=${state}`]);
  });
});

const PKCE = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };

/** Every way in which a person ends the session of the browser that they sit at. */
const WAYS: Readonly<Record<string, (signedIn: SignedInBrowser) => Promise<Visited>>> = {
  'the application asks for it, with a hint': (signedIn) => signOutBy(portico, signedIn),
  'the application posts it': ({ browser, id_tokens }) =>
    browser.open(`${portico.url}/oauth2/logout`, {
      method: 'POST',
      crossSite: true,
      body: new URLSearchParams({ id_token_hint: String(id_tokens[0]) }),
    }),
  'the person confirms what an application asked for': async ({ browser }) => {
    const query = new URLSearchParams({ client_id: photos.client.client_id });
    const page = await browser.open(`${portico.url}/oauth2/logout?${query}`);
    return browser.submit(page, 'sign-out-confirm');
  },
  'the person confirms on the sign-out page': async ({ browser }) =>
    browser.submit(await browser.open(`${portico.url}/sign-out`), 'sign-out-confirm'),
  'the person signs out on the account page': async ({ browser }) =>
    browser.submit(await browser.open(`${portico.url}/account`), 'account-sign-out'),
};

describe('Front-Channel Logout 1.0 §3: the browser tells the clients when', () => {
  it.each(Object.entries(WAYS))('%s', async (_, by) => {
    const signedIn = await signIn(photos, mail);
    const page = await by(signedIn);
    expect(framesOf(page).toSorted()).toEqual([MAIL, photosPage(signedIn.sid)]);
    const done = await goOn(signedIn.browser, page);
    expect([shown(done), framesOf(done)]).toEqual(['signed out', []]);
    expect(signedIn.browser.cookies.has('portico_session')).toBe(false);
  });

  it('nobody is told while the person is only asked', async () => {
    const { browser } = await signIn(photos);
    for (const path of ['/oauth2/logout', '/sign-out']) {
      const page = await browser.open(portico.url + path);
      expect([shown(page), framesOf(page), frameSources(page)]).toEqual(['sign out?', [], undefined]);
    }
  });
});
