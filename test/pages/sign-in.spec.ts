import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Refusals } from '#libs/audit';
import { DatabaseSettings, HttpSettings } from '#libs/config';
import { Vault } from '#libs/secrets';
import { answerOf, idTokenOf, requestOf, shown, visit } from '../support/authorize.js';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage, textOf } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { processorTime } from '../support/processor-time.js';
import { type Form, formOf, granted, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let party: RelyingParty;
let alice: TestPerson;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false });
});
afterAll(() => portico.close());
beforeEach(async () => {
  alice = await createPerson(portico, { name: 'Alice' });
  browser = new TestBrowser(portico.url);
});
afterEach(() => vi.restoreAllMocks());

const ask = (changes: Form = {}, by = browser) => visit(portico, by, party, changes);
const send = (form: Form, headers: Record<string, string> = {}, by = browser) =>
  by.request(`${portico.url}/sign-in`, { method: 'POST', body: formOf(form), headers });
const attempt = async (email: string, password: string, by = browser) => {
  const page = await ask({}, by);
  return by.signIn(page, { email, password });
};
/** What the sign-in form sends beside what is typed. */
const carried = async (changes: Form = {}) => formWith((await ask(changes)).text, 'sign-in-submit').fields;

describe('Signing in', () => {
  it('answers a form by 303, the right one and the wrong one', async () => {
    const form = await carried();
    const wrong = await send({ ...form, username: alice.email, password: 'wrong password' });
    const right = await send({ ...form, username: alice.email, password: alice.password });
    expect([wrong.status, right.status]).toEqual([303, 303]);
    expect([wrong.text, right.text]).toEqual(['', '']);
  });

  it('keeps the name that was typed, never the password, and says what went wrong by a reference', async () => {
    const page = await attempt(alice.email, 'wrong <password>');
    expect(formWith(page.text, 'sign-in-submit').fields).toMatchObject({
      username: alice.email,
      password: '',
    });
    expect(page.text).not.toContain('wrong &lt;password');
    const refusal = await portico.get(Refusals).find(textOf(page, 'sign-in-reference') ?? '');
    expect(refusal).toMatchObject({ rule: 'sign_in.wrong', endpoint: 'POST /sign-in' });
    expect(JSON.stringify(refusal)).not.toContain('wrong <password>');
  });

  it('says it once: the page is clean when it is opened again', async () => {
    const page = await attempt(alice.email, 'wrong password');
    expect(page.text).toContain('role="alert"');
    expect((await browser.open(page.url)).text).not.toContain('role="alert"');
  });

  it('takes any sign-in name, in any case', async () => {
    const bob = await createPerson(portico, { preferred_username: 'BobTheBuilder' });
    expect(shown(await attempt(' bobthebuilder ', bob.password))).toBe('code');
    browser.cookies.clear();
    expect(shown(await attempt(bob.email.toUpperCase(), bob.password))).toBe('code');
  });
});

describe('An unknown name, a wrong password and a disabled account look the same', () => {
  const disabled = async () => {
    const person = await createPerson(portico);
    await portico.get(Accounts).disable(person.account.id);
    return person;
  };
  /** Without what differs each time for everybody. */
  const seen = (page: Visited, name: string) => ({
    status: page.status,
    headers: [...page.headers].filter(
      ([header]) => !['date', 'x-request-id', 'content-length'].includes(header),
    ),
    text: page.text
      .replaceAll(name, 'NAME')
      .replace(/name="ticket" value="[^"]*"/, '')
      .replace(/id="sign-in-reference">\w{8}/, ''),
  });

  it('in body, status and headers, of the answer and of the page after it', async () => {
    const { email, password } = await disabled();
    const attempts: [string, string][] = [
      [alice.email, 'wrong password'],
      [`${randomUUID()}@example.com`, 'wrong password'],
      [email, password],
    ];
    const looks: unknown[] = [];
    for (const [username, typed] of attempts) {
      browser = new TestBrowser(portico.url);
      const form = { ...(await carried()), username, password: typed };
      const { cookies } = browser;
      const answer = await send(form);
      const flash = cookies.get('portico_flash')?.length;
      const page = await browser.open(answer.location ?? '');
      expect(shown(page)).toBe('sign-in');
      const headers = [...answer.headers].map(([header]) => header);
      looks.push({ status: answer.status, headers, flash, page: seen(page, username) });
      expect([...cookies.keys()]).toEqual([]);
    }
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
  });

  it('in time, roughly', async () => {
    const { email } = await disabled();
    const form = await carried();
    const names = [alice.email, `${randomUUID()}@example.com`, email];
    const least = names.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < 8; round += 1) {
      for (const [index, username] of names.entries()) {
        const spent = await processorTime(() => send({ ...form, username, password: 'wrong password' }));
        least[index] = Math.min(least[index]!, spent);
      }
    }
    expect(Math.max(...least) / Math.min(...least)).toBeLessThan(2.5);
  });
});

describe('Guessing is throttled', () => {
  it('after ten attempts at a name, whether it exists or not, and the right password does not help then', async () => {
    for (const name of [alice.email, 'nobody-at-all@example.com']) {
      browser = new TestBrowser(portico.url);
      for (let n = 0; n < 10; n += 1) await attempt(name, `guess number ${n}`);
      const page = await attempt(name, alice.password);
      expect(shown(page)).toBe('sign-in');
      expect(page.text).toContain('There were too many attempts. Please try again in 15 minutes.');
    }
    moveClock(portico, 901);
    expect(shown(await attempt(alice.email, alice.password))).toBe('code');
  });

  it('does not shut out a browser in which the person has signed in before', async () => {
    await attempt(alice.email, alice.password);
    const stranger = new TestBrowser(portico.url);
    for (let n = 0; n < 11; n += 1) await attempt(alice.email, `guess number ${n}`, stranger);
    expect((await attempt(alice.email, alice.password, stranger)).text).toContain('too many attempts');
    browser.cookies.delete('portico_session');
    expect(shown(await attempt(alice.email, alice.password))).toBe('code');
  });
});

describe('What the sign-in page is sent', () => {
  it.each([
    ['nothing typed', {}, 'incomplete'],
    ['no password', { username: 'a@example.com' }, 'incomplete'],
    ['no name', { password: 'some password' }, 'incomplete'],
    ['a password of 1,025 characters', { username: 'a@example.com', password: 'x'.repeat(1025) }, 'wrong'],
    ['a name of 10,000 characters', { username: 'x'.repeat(10_000), password: 'some password' }, 'wrong'],
    ['a name with line breaks', { username: 'a\r\nSet-Cookie: x=y', password: 'some password' }, 'wrong'],
  ])('%s: the page comes again and says so', async (_, typed: Form, reason) => {
    const answer = await send({ ...(await carried()), username: undefined, password: undefined, ...typed });
    expect(answer.status).toBe(303);
    for (const cookie of answer.headers.getSetCookie()) expect(cookie.length).toBeLessThan(4096);
    const page = await browser.open(answer.location ?? '');
    expect(shown(page)).toBe('sign-in');
    const words = {
      incomplete: 'Please enter your name and your password.',
      wrong: 'don’t match an account',
    };
    expect(page.text).toContain(words[reason as keyof typeof words]);
    expect(page.text.length).toBeLessThan(10_000);
  });

  it.each([
    ['a password of 1 MB', 'x'.repeat(1_048_576), 413],
    ['a password of 100 kB', 'x'.repeat(100_000), 400],
    ['a password with a NUL', 'some\0password', 400],
  ])('%s: an error page, quickly', async (_, password, status) => {
    const form = { ...(await carried()), username: alice.email, password };
    const spent = await processorTime(async () => expectErrorPage(portico, await send(form), status));
    expect(spent).toBeLessThan(500);
  });

  it('a repeated field: an error page', async () => {
    const form = { ...(await carried()), username: [alice.email, 'b@example.com'], password: alice.password };
    await expectErrorPage(portico, await send(form));
    expect(browser.cookies.size).toBe(0);
  });

  it('a body of another type: an error page', async () => {
    const body = JSON.stringify({ ...(await carried()), username: alice.email, password: alice.password });
    const types = { 'text/plain': 415, 'multipart/form-data; boundary=x': 415, 'application/json': 400 };
    for (const [type, status] of Object.entries(types)) {
      const headers = { 'content-type': type };
      const page = await browser.request(`${portico.url}/sign-in`, { method: 'POST', body, headers });
      await expectErrorPage(portico, page, status);
      expect(browser.cookies.size).toBe(0);
    }
  });

  it('early, without ever having shown the page: nobody is signed in, and the page says that it is too old', async () => {
    const request = String(requestOf(party));
    const typed = { username: alice.email, password: alice.password };
    for (const form of [{ ...typed, request }, typed]) {
      const answer = await send(form);
      const page = await browser.open(answer.location ?? '');
      expect(shown(page)).toBe('sign-in');
      expect(page.text).toContain('This page was open for a long time.');
      expect(page.text).toContain(alice.email);
    }
  });

  it('from another site (login CSRF): an error page, and nobody is signed in', async () => {
    const form = { ...(await carried()), username: alice.email, password: alice.password };
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://evil.localhost', 'sec-fetch-site': 'same-site' },
    ]) {
      const refusal = await expectErrorPage(portico, await send(form, headers), 400);
      expect(refusal.rule).toBe('same_origin');
    }
    expect(browser.cookies.size).toBe(0);
    const silent = await fetch(`${portico.url}/sign-in`, {
      method: 'POST',
      body: formOf(form),
      redirect: 'manual',
    });
    expect([silent.status, silent.headers.getSetCookie()]).toEqual([400, []]);
  });
});

describe('What is said on the next page', () => {
  const flash = (value: string) => {
    browser.cookies.set('portico_flash', value);
    return ask();
  };

  it('can’t be made up, and can’t be taken from another page or another purpose', async () => {
    const said = JSON.stringify({
      page: '/sign-in',
      message: { username: 'forged', refusal: { reason: 'busy' } },
    });
    const vault = portico.get(Vault);
    const forgeries = [
      said,
      Buffer.from(said).toString('base64url'),
      await vault.seal(said, 'another purpose'),
      await vault.seal(said.replace('/sign-in', '/account'), 'flash'),
      `${await vault.seal(said, 'flash')}x`,
      await vault.seal('{', 'flash'),
    ];
    for (const forgery of forgeries) {
      const page = await flash(forgery);
      expect(shown(page)).toBe('sign-in');
      expect(page.text).not.toContain('forged');
      expect(page.text).not.toContain('role="alert"');
    }
    expect((await flash(await vault.seal(said, 'flash'))).text).toContain('forged');
  });
});

describe('RFC 6265bis, OWASP ASVS 3.2: the session', () => {
  it('gets a new secret at every sign-in, whatever the browser had before (fixation)', async () => {
    browser.cookies.set('portico_session', 'A'.repeat(43));
    await attempt(alice.email, alice.password);
    const first = browser.cookies.get('portico_session') ?? '';
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe('A'.repeat(43));
    await browser.signIn(await ask({ prompt: 'login' }), alice);
    const second = browser.cookies.get('portico_session') ?? '';
    expect(second).not.toBe(first);
    browser.cookies.set('portico_session', first);
    expect(shown(await ask())).toBe('sign-in');
  });

  it('is a cookie that no script reads and no other site sends by a form', async () => {
    const answer = await send({ ...(await carried()), username: alice.email, password: alice.password });
    const cookies = answer.headers.getSetCookie().sort();
    expect(cookies.map((cookie) => cookie.replace(/=[^;]*/, ''))).toEqual([
      expect.stringMatching(/^portico_device; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/),
      'portico_session; Path=/; HttpOnly; SameSite=Lax',
    ]);
  });

  it('goes on for the same person who signs in again', async () => {
    const first = await idTokenOf(party, await attempt(alice.email, alice.password));
    const again = await idTokenOf(party, await browser.signIn(await ask({ prompt: 'login' }), alice));
    expect(again.sid).toBe(first.sid);
  });

  it('of another person who signs in replaces the first, which ends with all that lived in it', async () => {
    const page = await browser.signIn(await ask({ scope: 'openid' }), alice);
    const tokens = granted(
      await party.token({ grant_type: 'authorization_code', code: answerOf(page).get('code') ?? '' }),
    );
    const offline = answerOf(await ask({ scope: 'openid offline_access' })).get('code') ?? '';
    const kept = granted(await party.token({ grant_type: 'authorization_code', code: offline }));
    const cookie = browser.cookies.get('portico_session') ?? '';

    const bob = await createPerson(portico);
    const choose = await browser.submit(await ask({ prompt: 'select_account' }), 'use-another-account');
    expect((await idTokenOf(party, await browser.signIn(choose, bob))).sub).toBe(bob.account.sub);

    expect((await party.userinfo(tokens.access_token)).status).toBe(401);
    expect((await party.userinfo(kept.access_token)).status).toBe(200);
    expect((await party.refresh(kept.refresh_token)).status).toBe(200);
    browser.cookies.set('portico_session', cookie);
    expect(shown(await ask())).toBe('sign-in');
  });

  it('ends for a disabled person with the next request, and comes back with them', async () => {
    await attempt(alice.email, alice.password);
    await portico.get(Accounts).disable(alice.account.id);
    expect(shown(await ask())).toBe('sign-in');
    expect((await browser.open(`${portico.url}/account`)).url).toBe(`${portico.url}/sign-in`);
    await portico.get(Accounts).enable(alice.account.id);
    expect(shown(await ask())).toBe('code');
  });

  it('ends when it was left for eight hours, and after seven days whatever its use', async () => {
    await attempt(alice.email, alice.password);
    moveClock(portico, 8 * 3600 - 60);
    expect(shown(await ask())).toBe('code');
    moveClock(portico, 16 * 3600);
    expect(shown(await ask())).toBe('sign-in');
  });
});

describe('The way through the pages', () => {
  it('back button: the sign-in page that was left can be sent again', async () => {
    const page = await ask();
    await browser.signIn(page, alice);
    expect(shown(await browser.signIn(page, alice))).toBe('code');
    expect(shown(await browser.open(page.url))).toBe('code');
  });

  it('two tabs: each gets to its own client, with its own state', async () => {
    const [first, second] = [await ask({ state: 'first' }), await ask({ state: 'second' })];
    expect(answerOf(await browser.signIn(first, alice)).get('state')).toBe('first');
    expect(answerOf(await browser.signIn(second, alice)).get('state')).toBe('second');
  });

  it('two tabs: the second needs no password, once it is opened again', async () => {
    const [first, second] = [await ask(), await ask({ state: 'second' })];
    await browser.signIn(first, alice);
    expect(answerOf(await browser.open(second.url)).get('state')).toBe('second');
  });

  it('needs no cookie to begin with, and survives its loss', async () => {
    const page = await ask({ state: 'kept' });
    expect(browser.cookies.size).toBe(0);
    await browser.signIn(page, { ...alice, password: 'wrong password' });
    browser.cookies.clear();
    expect(answerOf(await browser.signIn(page, alice)).get('state')).toBe('kept');
  });

  it('goes on in another process of the same deployment', async () => {
    const twin = await startPortico({
      PORTICO_ISSUER: portico.url,
      PORTICO_PORT: String(await freePort()),
      PORTICO_DATABASE_URL: portico.get(DatabaseSettings).url,
    });
    try {
      const page = await ask({ state: 'kept' });
      const atTwin = new TestBrowser(portico.url, 'en', `http://127.0.0.1:${twin.get(HttpSettings).port}`);
      expect(answerOf(await atTwin.signIn(page, alice)).get('state')).toBe('kept');
    } finally {
      await twin.close();
    }
  });

  it('a page that was open for more than a day begins anew, and says so', async () => {
    const page = await ask({ state: 'kept' });
    moveClock(portico, 24 * 3600 + 1);
    const again = await browser.signIn(page, alice);
    expect(shown(again)).toBe('sign-in');
    expect(again.text).toContain('This page was open for a long time.');
    expect(answerOf(await browser.signIn(again, alice)).get('state')).toBe('kept');
  });

  it('leads to the account page without an application, and there at once when signed in', async () => {
    const page = await browser.open(`${portico.url}/account`);
    expect(page.url).toBe(`${portico.url}/sign-in`);
    const account = await browser.signIn(page, alice);
    expect(account.url).toBe(`${portico.url}/account`);
    expect((await browser.open(`${portico.url}/sign-in`)).url).toBe(`${portico.url}/account`);
  });

  it('does not go where its own link says: a request for a foreign address is refused', async () => {
    const request = String(requestOf(party, { redirect_uri: 'https://evil.example/' }));
    const page = await send({
      ...(await carried()),
      request,
      username: alice.email,
      password: alice.password,
    });
    await expectErrorPage(portico, page);
  });
});
