import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts, HasherBusy, Passwords } from '#libs/accounts';
import { HttpSettings } from '#libs/config';
import { visit } from '../support/authorize.js';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { processorTime } from '../support/processor-time.js';
import { RelyingParty } from '../support/relying-party.js';

const PASSWORD = 'seven green herons';
const HOSTILE = `"'><img src=x onerror=alert(1)></title></style><script>alert(2)</script>`;

let portico: TestPortico;
let party: RelyingParty;
let alice: TestPerson;
let browser: TestBrowser;
let count = 0;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_SIGN_UP: 'open', PORTICO_SIGN_UP_LIMIT: '1000' });
  party = await RelyingParty.register(portico, { require_pkce: false, require_consent: true });
  alice = await createPerson(portico, { name: 'Alice' });
});
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => portico.close());

const somebody = (more: Record<string, string> = {}) => {
  count += 1;
  return { email: `page${count}@example.com`, name: `Page ${count}`, password: PASSWORD, ...more };
};
const open = (at = browser, language = '') => at.open(`${portico.url}/sign-up${language}`);
const signUp = (page: Visited, fields: Record<string, string>, at = browser) =>
  at.submit(page, 'sign-up-submit', fields);
const find = (email: string) => portico.get(Accounts).findBySignInName(email);
const forClient = () => visit(portico, browser, party, { prompt: 'create' });
const linkTo = (page: Visited, id: string) =>
  new RegExp(`id="${id}" href="([^"]*)"`).exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
const follow = (page: Visited, id: string) => browser.open(new URL(linkTo(page, id), portico.url).href);

describe('The sign-up page', () => {
  it('is reached from the sign-in page, for an application and for the account', async () => {
    const page = await follow(await visit(portico, browser, party), 'sign-up-instead');
    expect(page.url).toContain('/sign-up?request=');
    const consent = await signUp(page, somebody());
    expect(consent.text).toContain('id="consent-allow"');

    browser = new TestBrowser(portico.url);
    const own = await follow(await browser.open(`${portico.url}/account`), 'sign-up-instead');
    const account = await signUp(own, somebody({ name: 'Grace' }));
    expect([account.url, account.text.includes('Grace')]).toEqual([`${portico.url}/account`, true]);
  });

  it('leads back to the page of Portico’s own that the person came from', async () => {
    const start = await browser.open(`${portico.url}/device?user_code=BCDF-GHJK`);
    const done = await signUp(await follow(start, 'sign-up-instead'), somebody());
    expect(done.url).toContain('/device');
  });

  it('lets who is signed in go on, unless an application wants a new account', async () => {
    await browser.signIn(await browser.open(`${portico.url}/account`), alice);
    expect((await open()).url).toBe(`${portico.url}/account`);
    expect((await forClient()).url).toContain('/sign-up');
  });

  it.each([
    [{ email: '' }, 'Please enter your email address.'],
    [{ email: 'nobody' }, 'complete email address'],
    [{ name: '' }, 'Please enter your name.'],
    [{ name: 'n'.repeat(300) }, 'Please enter a shorter name'],
    [{ password: '' }, 'Please choose a password.'],
    [{ password: 'short' }, 'at least 8 characters'],
    [{ password: 'password1' }, 'tried first by attackers'],
    [{ email: 'greenherons@example.com', password: 'greenherons1' }, 'little more than your name'],
  ])('says what is wrong with %j, keeps the rest, never the password', async (wrong, words) => {
    const typed = somebody(wrong);
    const page = await signUp(await forClient(), typed);
    expect(page.text).toContain(words);
    expect(page.text).toContain('<title>Error: ');
    if (typed.email) expect(page.text).toContain(`value="${typed.email}"`);
    if (typed.password) expect(page.text).not.toContain(`value="${typed.password}"`);
    const right = await signUp(page, { ...somebody() });
    expect(right.text).toContain('id="consent-allow"');
  });

  it('starts the session of the new person, with a cookie of its own, and ends that of another', async () => {
    await browser.signIn(await browser.open(`${portico.url}/account`), alice);
    const before = browser.cookies.get('portico_session');
    await signUp(await forClient(), somebody({ name: 'Grace Hopper' }));
    expect(browser.cookies.get('portico_session')).not.toBe(before);
    expect((await browser.open(`${portico.url}/account`)).text).toContain('Grace Hopper');
    const old = new TestBrowser(portico.url);
    old.cookies.set('portico_session', String(before));
    expect((await old.open(`${portico.url}/account`)).url).toContain('/sign-in');
  });

  it('shows administrators who signed up, from where and on the way to what', async () => {
    const person = somebody();
    await signUp(await forClient(), person);
    const account = await find(person.email);
    const { items } = await portico.admin.call<{ items: Record<string, unknown>[] }>(
      'GET',
      `/events?type=account.signed_up&subject=account:${account?.id}`,
    );
    expect(items).toMatchObject([
      { actor: `account:${account?.id}`, client_id: party.client.client_id, outcome: 'success' },
    ]);
    expect(items[0]?.ip).toEqual(expect.any(String));
  });

  it.each([
    ['de', 'Erstellen Sie Ihr Konto'],
    ['fr', 'Créez votre compte'],
    ['es', 'Cree su cuenta'],
  ])('speaks %s', async (language, words) => {
    expect((await open(new TestBrowser(portico.url, language))).text).toContain(words);
  });
});

describe('An address that somebody has already', () => {
  it('gives one plain answer, that names nobody and sends the person to sign in', async () => {
    const page = await signUp(await forClient(), somebody({ email: alice.email.toUpperCase() }));
    expect(page.text).toContain('We can’t create an account with this address.');
    expect(page.text).not.toContain('Alice');
    expect(linkTo(page, 'sign-in-instead')).toContain('/sign-in?request=');
    expect((await find(alice.email))?.name).toBe('Alice');
    expect((await browser.signIn(await follow(page, 'sign-in-instead'), alice)).text).toContain(
      'consent-allow',
    );
  });

  it('is had by one of many who ask for it at once', async () => {
    const typed = somebody();
    const browsers = Array.from({ length: 8 }, () => new TestBrowser(portico.url));
    const pages = await Promise.all(browsers.map((one) => open(one)));
    const done = await Promise.all(
      pages.map((page, i) => signUp(page, { ...typed, name: `Racer ${i}` }, browsers[i]!)),
    );
    expect(done.filter(({ url }) => url === `${portico.url}/account`)).toHaveLength(1);
    const { accounts } = await portico.get(Accounts).list({ search: typed.email });
    expect(accounts).toHaveLength(1);
  });

  it('doesn’t open with the password that was typed for it', async () => {
    await signUp(await open(), somebody({ email: alice.email, password: 'a password of another' }));
    const attempt = await browser.signIn(await browser.open(`${portico.url}/sign-in`), {
      email: alice.email,
      password: 'a password of another',
    });
    expect(attempt.url).not.toContain('/account');
  });
});

describe('What is not taken', () => {
  it('a form that another site sends', async () => {
    const page = await open();
    const person = somebody();
    const { fields } = formWith(page.text, 'sign-up-submit');
    const body = new URLSearchParams({ ...fields, ...person });
    const sent = await browser.request(`${portico.url}/sign-up`, { method: 'POST', body, crossSite: true });
    expect(sent.status).toBe(400);
    expect(sent.text).toContain('We didn’t take that');
    expect(await find(person.email)).toBeUndefined();
  });

  it.each([
    ['none', undefined],
    ['of another kind', 'eyJ9.x'],
    ['of another request', 'other'],
    ['of yesterday', 'old'],
  ])('a form whose ticket is %s', async (_, ticket) => {
    const page = await forClient();
    const other = await visit(portico, new TestBrowser(portico.url), party, {
      prompt: 'create',
      state: 'other',
    });
    const { fields } = formWith(page.text, 'sign-up-submit');
    const given = {
      other: formWith(other.text, 'sign-up-submit').fields.ticket,
      old: fields.ticket,
    }[String(ticket)];
    if (ticket === 'old') moveClock(portico, 25 * 3600);
    const person = somebody();
    const { ticket: __, ...rest } = fields;
    const body = new URLSearchParams({ ...rest, ...person, ...(ticket && { ticket: given ?? ticket }) });
    const sent = await browser.open(`${portico.url}/sign-up`, { method: 'POST', body });
    expect(await find(person.email)).toBeUndefined();
    expect(sent.text).toContain('id="sign-up-submit"');
  });

  it('a form of its own page without the page’s ticket', async () => {
    const person = somebody();
    const body = new URLSearchParams({ ...person, request: '', ticket: '1.x' });
    const sent = await browser.open(`${portico.url}/sign-up`, { method: 'POST', body });
    expect(sent.text).toContain('This page was open for a long time.');
    expect(await find(person.email)).toBeUndefined();
  });

  it('an open redirect: the ticket alone says where the person goes', async () => {
    const page = await open();
    const done = await signUp(page, {
      ...somebody(),
      return_to: 'https://evil.example',
      page: '//evil.example',
    });
    expect(done.url).toBe(`${portico.url}/account`);
  });

  it('rights that somebody writes into the form', async () => {
    const person = somebody({ admin_role: 'owner', email_verified: 'true', roles: 'admin', sub: 'chosen' });
    await signUp(await open(), person);
    const account = await find(person.email);
    expect(account).toMatchObject({ admin_role: null, email_verified: false, roles: [] });
    expect(account?.sub).not.toBe('chosen');
  });

  it('a name as HTML: it is text wherever it is shown', async () => {
    const account = await signUp(await open(), somebody({ name: HOSTILE.slice(0, 200) }));
    expect(account.url).toBe(`${portico.url}/account`);
    for (const page of [account, await browser.open(`${portico.url}/`), await forClient()]) {
      expect(page.text).not.toMatch(/<img|<script>/);
      expect(page.text).toContain('&lt;img');
    }
    const wrong = await signUp(await open(new TestBrowser(portico.url)), {
      email: HOSTILE,
      name: HOSTILE,
      password: 'x',
    });
    expect(wrong.text).not.toMatch(/<img|<script>/);
  });

  it('fields that are repeated, huge or hold NUL: a page, quickly, and no account', async () => {
    const { fields } = formWith((await open()).text, 'sign-up-submit');
    const person = somebody();
    const spent = await processorTime(async () => {
      for (const more of [
        [['email', 'other@example.com']],
        [['password', 'x'.repeat(600_000)]],
        [['name', 'a\0b']],
      ]) {
        const body = new URLSearchParams([
          ...Object.entries({ ...fields, ...person }),
          ...(more as [string, string][]),
        ]);
        const { status } = await browser.open(`${portico.url}/sign-up`, { method: 'POST', body });
        expect(status).toBeLessThan(500);
      }
    });
    expect(spent).toBeLessThan(1000);
    expect(await find('other@example.com')).toBeUndefined();
  });
});

describe('When too much is asked', () => {
  it('a network that fills the directory is told to wait, with a reference', async () => {
    const small = await startPortico({ PORTICO_SIGN_UP: 'open', PORTICO_SIGN_UP_LIMIT: '2' });
    for (let i = 0; i < 2; i += 1) {
      const fresh = new TestBrowser(small.url);
      const done = await signUp(await fresh.open(`${small.url}/sign-up`), somebody(), fresh);
      expect(done.url).toBe(`${small.url}/account`);
    }
    const fresh = new TestBrowser(small.url);
    const refused = await signUp(await fresh.open(`${small.url}/sign-up`), somebody(), fresh);
    expect(refused.text).toContain('There were too many attempts.');
    expect(refused.text).toMatch(/id="sign-up-reference">[A-Z0-9]{8}</);
    await small.close();
  });

  it('while too many passwords wait to be hashed, the person is told so and keeps what they typed', async () => {
    vi.spyOn(portico.get(Passwords), 'hash').mockRejectedValue(new HasherBusy());
    const person = somebody();
    const page = await signUp(await forClient(), person);
    expect(page.text).toContain('A lot of people are signing in right now.');
    expect(page.text).toContain(person.email);
    vi.restoreAllMocks();
    expect((await signUp(page, person)).text).toContain('id="consent-allow"');
  });
});

describe('Behind a proxy that speaks TLS, at a path of its host', () => {
  it('signs up at that address: links, form, cookies and the way back', async () => {
    const behind = await startPortico({
      PORTICO_ISSUER: 'https://id.example.com/op',
      PORTICO_PORT: String(await freePort()),
      PORTICO_SIGN_UP: 'open',
    });
    const served = `http://127.0.0.1:${behind.get(HttpSettings).port}`;
    const far = new TestBrowser('https://id.example.com', 'en', served);
    const client = await RelyingParty.register(behind, { require_pkce: false });
    const signIn = await visit(behind, far, client);
    expect(linkTo(signIn, 'sign-up-instead')).toMatch(/^\/op\/sign-up\?request=/);
    const page = await far.open(new URL(linkTo(signIn, 'sign-up-instead'), behind.url).href);
    const back = await signUp(page, somebody(), far);
    expect(back.location).toMatch(/^https:\/\/client\.example\/callback\?code=/);
    expect([...far.cookies.keys()]).toContain('__Host-portico_session');
    await behind.close();
  });
});

describe('Where some domains may sign up', () => {
  it('another domain is told so, and which ones may is not', async () => {
    const some = await startPortico({ PORTICO_SIGN_UP: 'domains', PORTICO_SIGN_UP_DOMAINS: 'corp.example' });
    const page = await browser.open(`${some.url}/sign-up`);
    const fresh = new TestBrowser(some.url);
    const refused = await signUp(await fresh.open(`${some.url}/sign-up`), somebody(), fresh);
    expect(refused.text).toContain('an address of this domain');
    expect(page.text + refused.text).not.toContain('corp.example');
    const done = await signUp(refused, somebody({ email: 'ada@corp.example' }), fresh);
    expect(done.url).toBe(`${some.url}/account`);
    await some.close();
  });
});
