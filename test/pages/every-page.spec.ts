import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OneTimeTokens } from '#libs/accounts';
import { SetUpLink } from '../../apps/server/src/set-up/set-up-link.js';
import { answerOf, requestOf, shown, visit } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { textOf } from '../support/error-page.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, RelyingParty } from '../support/relying-party.js';

const HOSTILE = `"'><img src=x onerror=alert(1)></title></style><script>alert(2)</script>`;

let portico: TestPortico;
let party: RelyingParty;
let person: TestPerson;
let invitation: string;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_SIGN_UP: 'open' });
  party = await RelyingParty.register(portico, {
    require_pkce: false,
    require_consent: true,
    client_name: HOSTILE,
    client_uri: 'https://client.example/?a=1&b=2',
    policy_uri: "https://client.example/policy?'",
    logo_uri: "https://cdn.example/logo.png?'onerror='alert(1)'",
    post_logout_redirect_uris: ['https://client.example/out'],
    frontchannel_logout_uri: "https://client.example/front?'onload='alert(1)'&b=2",
  });
  person = await createPerson(portico, { name: HOSTILE });
  invitation = await portico.get(OneTimeTokens).issue('invitation', person.account.id, 60);
});
afterAll(() => portico.close());

const at = (path: string, language = 'en') => {
  browser = new TestBrowser(portico.url, language);
  return browser.open(`${portico.url}${path}`);
};
const ask = (changes: Form = {}, language = 'en') => {
  browser = new TestBrowser(portico.url, language);
  return visit(portico, browser, party, changes);
};
const asPerson = async (changes: Form = {}, language = 'en') => {
  const signIn = await ask(changes, language);
  const page = await browser.signIn(signIn, person);
  expect(shown(page)).toBe('consent');
  return page;
};
const signedInAt = async (path: string, language = 'en') => {
  await asPerson({}, language);
  return browser.open(`${portico.url}${path}`);
};

/** Every page that a person can come to, and its status. */
const PAGES: Readonly<
  Record<string, readonly [status: number, open: (language?: string) => Promise<Visited>]>
> = {
  welcome: [200, (language) => at('/', language)],
  'welcome, signed in': [200, (language) => signedInAt('/', language)],
  'sign in for the account': [200, (language) => at('/sign-in', language)],
  'sign in for an application': [200, (language) => ask({ login_hint: HOSTILE }, language)],
  'sign in, refused': [
    200,
    async (language) => {
      const page = await ask({}, language);
      return browser.signIn(page, { email: HOSTILE, password: 'wrong password' });
    },
  ],
  'password again': [
    200,
    async (language) => {
      await asPerson({}, language);
      return visit(portico, browser, party, { prompt: 'login' });
    },
  ],
  'choose an account': [
    200,
    async (language) => {
      await asPerson({}, language);
      return visit(portico, browser, party, { prompt: 'select_account' });
    },
  ],
  'sign up for the account': [200, (language) => at('/sign-up', language)],
  'sign up for an application': [
    200,
    (language) => ask({ prompt: 'create', login_hint: `${HOSTILE}@` }, language),
  ],
  'sign up, refused': [
    200,
    async (language) => {
      const page = await ask({ prompt: 'create' }, language);
      return browser.submit(page, 'sign-up-submit', { email: HOSTILE, name: HOSTILE, password: HOSTILE });
    },
  ],
  'sign up, besides another account': [
    200,
    async (language) => {
      await asPerson({}, language);
      return visit(portico, browser, party, { prompt: 'create' });
    },
  ],
  consent: [200, (language) => asPerson({ scope: 'openid profile email' }, language)],
  'form post': [
    200,
    (language) => ask({ response_mode: 'form_post', prompt: 'none', state: HOSTILE }, language),
  ],
  account: [200, (language) => signedInAt('/account', language)],
  'sign out?': [
    200,
    (language) => signedInAt(`/oauth2/logout?client_id=${party.client.client_id}`, language),
  ],
  'sign out?, and no way back': [
    200,
    (language) =>
      signedInAt(`/oauth2/logout?${new URLSearchParams({ post_logout_redirect_uri: HOSTILE })}`, language),
  ],
  'signing out': [
    200,
    async (language) => {
      const page = await signedInAt(`/oauth2/logout?${new URLSearchParams({ state: HOSTILE })}`, language);
      return browser.submit(page, 'sign-out-confirm');
    },
  ],
  'signed out': [200, (language) => at(`/oauth2/logout?client_id=${party.client.client_id}`, language)],
  'set-up, no link': [410, (language) => at(`/set-up?token=${encodeURIComponent(HOSTILE)}`, language)],
  invitation: [200, (language) => at(`/invitation?token=${invitation}`, language)],
  'invitation, no link': [410, (language) => at('/invitation', language)],
  'error: redirect_uri': [
    400,
    (language) => ask({ redirect_uri: `https://evil.example/${HOSTILE}` }, language),
  ],
  'error: client_id': [400, (language) => ask({ client_id: HOSTILE }, language)],
  'error: nothing there': [404, (language) => at(`/${encodeURIComponent(HOSTILE)}`, language)],
};

/** What leaves with the form that carries the answer: with `same-origin`, the client would see `Origin: null`. */
const REFERRER_POLICY: Readonly<Record<string, string>> = { 'form post': 'strict-origin' };

describe.each(Object.entries(PAGES))('The page "%s"', (name, [status, open]) => {
  it('has the headers of every page', async () => {
    const page = await open();
    expect(page.status).toBe(status);
    const headers = Object.fromEntries(page.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': REFERRER_POLICY[name] ?? 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const policy = (headers['content-security-policy'] ?? '').split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy.join()).not.toMatch(/unsafe|form-action|\*/);
    const scripts = policy.filter((directive) => directive.startsWith('script-src'));
    expect(scripts).toEqual(
      page.text.includes('<script') ? [expect.stringMatching(/'nonce-[\w-]{22}'$/)] : [],
    );
  });

  it('shows what came from outside as text only', async () => {
    const { text } = await open();
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('alert(2)</script>');
    expect(text).not.toMatch(/['"]\s?onerror/);
    expect(text.match(/<\/title>/g)).toHaveLength(1);
  });

  it('speaks the visitor’s language, by name', async () => {
    const titles = new Set<string>();
    for (const language of ['en', 'de-CH', 'fr;q=0.5, es;q=0.9', 'nl, fr;q=0.1']) {
      const { text } = await open(language);
      const spoken = { en: 'en', 'de-CH': 'de', 'fr;q=0.5, es;q=0.9': 'es', 'nl, fr;q=0.1': 'fr' }[language];
      expect(text).toContain(`<html lang="${spoken}"`);
      titles.add(/<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '');
    }
    expect(titles.size).toBe(4);
  });
});

describe('The languages of the pages', () => {
  it('are the application’s ui_locales first, on each page of its flow', async () => {
    const page = await ask({ ui_locales: 'es de' }, 'fr');
    expect(page.text).toContain('<html lang="es"');
    const refused = await browser.signIn(page, { email: person.email, password: 'wrong password' });
    expect(refused.text).toContain('<html lang="es"');
    expect((await browser.signIn(refused, person)).text).toContain('<html lang="es"');
    const query = new URLSearchParams({ ui_locales: 'de' });
    const signOut = await browser.open(`${portico.url}/oauth2/logout?${query}`);
    expect(signOut.text).toContain('<html lang="de"');
    expect((await browser.submit(signOut, 'sign-out-confirm')).text).toContain('<html lang="de"');
  });
});

describe('Logos, links and the stylesheet', () => {
  it('a logo is allowed from its own origin only, and a link is an http address', async () => {
    const page = await asPerson();
    expect(page.headers.get('content-security-policy')).toContain('img-src data: https://cdn.example;');
    expect(page.text).toContain('href="https://client.example/policy?%27"');
    expect(page.text).not.toMatch(/(?:href|src|action)="(?!https:\/\/|\/|data:image)/);
  });

  it('the stylesheet is served by us, for ever, under a name that holds its hash', async () => {
    const { text } = await at('/');
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? '';
    const sheet = await at(href);
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('content-type')).toContain('text/css');
    expect(sheet.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(sheet.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('What comes back to the client', () => {
  it('is encoded, so that no state can add a parameter or a header', async () => {
    const state = `x&code=forged#y\r\nSet-Cookie: a=b${HOSTILE}`;
    const page = await ask({ prompt: 'none', state });
    expect(answerOf(page).get('state')).toBe(state);
    expect(answerOf(page).has('code')).toBe(false);
    expect(page.headers.has('set-cookie')).toBe(false);
  });
});

describe('An error page', () => {
  it('has a reference, and none of what was sent', async () => {
    const page = await ask({
      redirect_uri: 'https://evil.example/',
      state: 'the-state',
      login_hint: 'the-hint',
    });
    expect(textOf(page, 'error-reference')).toMatch(/^\w{8}$/);
    expect(page.text).not.toMatch(/evil\.example|the-state|the-hint/);
    expect(page.text).toContain('href="https://client.example/?a=1&amp;b=2"');
  });

  it('is shown without any link from a page of an unknown application', async () => {
    const request = String(requestOf(party, { client_id: 'unknown' }));
    const page = await at(`/sign-in?${new URLSearchParams({ request })}`);
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('id="back-to-client"');
  });
});

describe('The set-up page', () => {
  it('has the headers of a page that holds a secret', async () => {
    const fresh = await startPortico({ PORTICO_ADMIN_EMAIL: '', PORTICO_ADMIN_PASSWORD: '' });
    try {
      const page = await new TestBrowser(fresh.url).open(await fresh.get(SetUpLink).issue());
      expect(page.status).toBe(200);
      expect(page.headers.get('referrer-policy')).toBe('same-origin');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    } finally {
      await fresh.close();
    }
  });
});
