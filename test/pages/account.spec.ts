import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts, Passwords } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { Sessions } from '#libs/sessions';
import { answerOf, shown, visit } from '../support/authorize.js';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { formOf, granted, RelyingParty } from '../support/relying-party.js';

const NEW_PASSWORD = 'seven green herons';
const FROM_ELSEWHERE = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

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

const account = (by = browser) => by.open(`${portico.url}/account`);
const signIn = async (by = browser, person = alice) => by.signIn(await account(by), person);
const isSignedIn = async (by: TestBrowser) => (await account(by)).url === `${portico.url}/account`;
const canSignIn = async (password: string) => {
  const by = new TestBrowser(portico.url);
  await by.signIn(await account(by), { email: alice.email, password });
  return isSignedIn(by);
};
const post = (path: string, body: URLSearchParams, headers: Record<string, string> = {}, by = browser) =>
  by.request(`${portico.url}${path}`, { method: 'POST', body, headers });
const tokensOf = async (by: TestBrowser, scope: string) => {
  const code = answerOf(await visit(portico, by, party, { scope })).get('code') ?? '';
  return granted(await party.token({ grant_type: 'authorization_code', code }));
};
/** The forms of the entries, which have no ids. */
const entries = (page: Visited, path: string) =>
  (page.text.match(/<form[\s\S]*?<\/form>/g) ?? [])
    .filter((form) => form.includes(`action="${path}"`))
    .map((form) => formWith(form.replace('<button', '<button id="it"'), 'it').fields);

describe('The account page', () => {
  it('is for whoever is signed in', async () => {
    expect((await account()).url).toBe(`${portico.url}/sign-in`);
    const page = await signIn();
    expect(page.url).toBe(`${portico.url}/account`);
    expect(page.text).toContain('Alice');
  });

  it('is not shown to somebody who was disabled meanwhile', async () => {
    const page = await signIn();
    await portico.get(Accounts).disable(alice.account.id);
    expect((await account()).url).toBe(`${portico.url}/sign-in`);
    const fields = { current_password: alice.password, new_password: NEW_PASSWORD };
    await browser.submit(page, 'change-password-submit', fields);
    expect(await portico.get(Passwords).verify(alice.account.id, NEW_PASSWORD)).toBe(false);
  });
});

describe('Changing the password', () => {
  it('signs every other browser out, and keeps this one by a new secret', async () => {
    const other = new TestBrowser(portico.url);
    await signIn(other);
    const online = await tokensOf(other, 'openid');
    const page = await signIn();
    const stolen = browser.cookies.get('portico_session') ?? '';
    const changed = await browser.submit(page, 'change-password-submit', {
      current_password: alice.password,
      new_password: NEW_PASSWORD,
    });
    expect(changed.text).toContain('role="status"');
    expect(await isSignedIn(browser)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
    expect((await party.userinfo(online.access_token)).status).toBe(401);
    expect([await canSignIn(alice.password), await canSignIn(NEW_PASSWORD)]).toEqual([false, true]);

    const thief = new TestBrowser(portico.url);
    thief.cookies.set('portico_session', stolen);
    expect(await isSignedIn(thief)).toBe(false);
    const subject = `account:${alice.account.id}`;
    const { events } = await portico.get(AuditTrail).list({ type: 'password.changed', subject });
    expect(events).toHaveLength(1);
  });

  it.each([
    [{ current_password: 'wrong password' }, 'That is not your current password'],
    [{ current_password: '' }, 'Please enter your current password'],
    [{ new_password: '' }, 'Please choose a password.'],
    [{ new_password: 'short' }, 'at least 8 characters'],
    [{ new_password: 'password1' }, 'among the ones tried first by attackers'],
    [{ new_password: 'alice' }, 'at least 8 characters'],
  ])('%j: changes nothing, and says why', async (wrong, words) => {
    const fields = { current_password: alice.password, new_password: NEW_PASSWORD, ...wrong };
    const page = await browser.submit(await signIn(), 'change-password-submit', fields);
    expect(page.url).toBe(`${portico.url}/account`);
    expect(page.text).toContain(words);
    expect(page.text).not.toContain(NEW_PASSWORD);
    expect(await canSignIn(alice.password)).toBe(true);
    expect((await account()).text).not.toContain('role="alert"');
  });

  it('is throttled like a sign-in, so that a borrowed browser is no oracle', async () => {
    const page = await signIn();
    const change = (current_password: string) =>
      browser.submit(page, 'change-password-submit', { current_password, new_password: NEW_PASSWORD });
    for (let n = 0; n < 10; n += 1) await change(`guess number ${n}`);
    expect((await change(alice.password)).text).toContain('too many attempts');
    expect(await canSignIn(NEW_PASSWORD)).toBe(false);
  });
});

describe('Ending a session', () => {
  it('signs that browser out, with what clients had from it', async () => {
    const other = new TestBrowser(portico.url);
    await signIn(other);
    const online = await tokensOf(other, 'openid');
    const offline = await tokensOf(other, 'openid offline_access');
    const page = await signIn();
    expect(entries(page, '/account/sessions/end')).toHaveLength(2);
    const current = await portico.get(Sessions).find(browser.cookies.get('portico_session'));
    const form = entries(page, '/account/sessions/end').find(({ sid }) => sid !== current?.sid);
    const answer = await post('/account/sessions/end', formOf(form ?? {}));
    expect([answer.status, answer.location]).toEqual([303, `${portico.url}/account`]);
    expect((await account()).text).toContain('role="status"');
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, false]);
    expect((await party.userinfo(online.access_token)).status).toBe(401);
    expect((await party.userinfo(offline.access_token)).status).toBe(200);
  });

  it('of another person does nothing', async () => {
    const bob = new TestBrowser(portico.url);
    await signIn(bob, await createPerson(portico));
    const session = await portico.get(Sessions).find(bob.cookies.get('portico_session'));
    const [own] = entries(await signIn(), '/account/sessions/end');
    await post('/account/sessions/end', formOf({ ...own, sid: session?.sid }));
    expect(await isSignedIn(bob)).toBe(true);
  });
});

describe.each([
  ['/account/password', (page: Visited) => formWith(page.text, 'change-password-submit').fields],
  ['/account/sessions/end', (page: Visited) => entries(page, '/account/sessions/end')[0] ?? {}],
  ['/account/applications/remove', (page: Visited) => formWith(page.text, 'change-password-submit').fields],
])('The form %s', (path, formOn) => {
  const typed = () => ({
    current_password: alice.password,
    new_password: NEW_PASSWORD,
    client_id: party.client.client_id,
  });
  const nothingChanged = async () => {
    expect([await isSignedIn(browser), await canSignIn(alice.password)]).toEqual([true, true]);
  };

  it('is taken from no other site', async () => {
    const form = formOf({ ...formOn(await signIn()), ...typed() });
    expect(await expectErrorPage(portico, await post(path, form, FROM_ELSEWHERE))).toMatchObject({
      rule: 'same_origin',
    });
    await nothingChanged();
  });

  it('does nothing with a ticket of another session, of another kind, or none', async () => {
    const other = new TestBrowser(portico.url);
    const foreign = formOn(await signIn(other)).ticket;
    const asked = await visit(portico, new TestBrowser(portico.url), party);
    const form = { ...formOn(await signIn()), ...typed() };
    for (const ticket of [foreign, new URL(asked.url).searchParams.get('ticket') ?? '', '', 'a.b']) {
      const answer = await post(path, formOf({ ...form, ticket }));
      expect([answer.status, answer.location]).toEqual([303, `${portico.url}/account`]);
      await nothingChanged();
    }
  });

  it('does nothing for somebody who is not signed in', async () => {
    const form = formOf({ ...formOn(await signIn()), ...typed() });
    await post(path, form, {}, new TestBrowser(portico.url));
    await nothingChanged();
  });
});

describe('An invitation', () => {
  const invite = async (person = alice) => {
    const { invitation_url } = await portico.admin.call<{ invitation_url: string }>(
      'POST',
      `/users/${person.account.id}/invitation`,
    );
    return invitation_url;
  };
  const accept = async (url: string, password = NEW_PASSWORD, by = browser) =>
    by.submit(await by.open(url), 'invitation-submit', { password });

  it('lets the person choose a password, once, and signs them in', async () => {
    const url = await invite();
    const page = await browser.open(url);
    expect(page.text).toContain(alice.email);
    expect((await accept(url)).url).toBe(`${portico.url}/invitation/done`);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await canSignIn(NEW_PASSWORD)).toBe(true);
    expect((await browser.open(url)).status).toBe(410);
    const again = await browser.submit(page, 'invitation-submit', { password: 'another pass phrase' });
    expect(again.status).toBe(410);
    expect(await canSignIn(NEW_PASSWORD)).toBe(true);
  });

  it('is spent once, however many submit it at once', async () => {
    const page = await browser.open(await invite());
    const { fields } = formWith(page.text, 'invitation-submit');
    const passwords = Array.from({ length: 5 }, (_, n) => `pass phrase number ${n}`);
    const answers = await Promise.all(
      passwords.map((password) =>
        post('/invitation', formOf({ ...fields, password }), {}, new TestBrowser(portico.url)),
      ),
    );
    const done = answers.map(({ location }) => location === `${portico.url}/invitation/done`);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await canSignIn(passwords[done.indexOf(true)]!)).toBe(true);
  });

  it('ends what was open before: sessions, and what clients were given, for offline use too', async () => {
    const before = new TestBrowser(portico.url);
    await signIn(before);
    const offline = await tokensOf(before, 'openid offline_access');
    await accept(await invite());
    expect(await isSignedIn(before)).toBe(false);
    expect((await party.refresh(offline.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('ends the session of whoever was signed in at this browser', async () => {
    const bob = await createPerson(portico);
    await signIn(browser, bob);
    const theirs = browser.cookies.get('portico_session') ?? '';
    await accept(await invite());
    expect(await portico.get(Sessions).find(theirs)).toBeUndefined();
  });

  it.each(['short', 'password1', ''])('is not spent by the password %j', async (password) => {
    const url = await invite();
    const page = await accept(url, password);
    expect(page.status).toBe(200);
    expect(page.text).toContain('role="alert"');
    expect((await accept(url)).url).toBe(`${portico.url}/invitation/done`);
  });

  it('is dead once the password was changed', async () => {
    const url = await invite();
    const fields = { current_password: alice.password, new_password: NEW_PASSWORD };
    await browser.submit(await signIn(), 'change-password-submit', fields);
    expect((await browser.open(url)).status).toBe(410);
  });

  it('is dead once a newer one was made, and after a week', async () => {
    const [first, second] = [await invite(), await invite()];
    expect((await browser.open(first)).status).toBe(410);
    moveClock(portico, 7 * 86_400 - 60);
    expect((await browser.open(second)).status).toBe(200);
    moveClock(portico, 7 * 86_400);
    expect((await browser.open(second)).status).toBe(410);
  });

  it('is dead for somebody who was disabled, also for a page that was opened before', async () => {
    const url = await invite();
    const page = await browser.open(url);
    await portico.get(Accounts).disable(alice.account.id);
    expect((await browser.open(url)).status).toBe(410);
    expect((await browser.submit(page, 'invitation-submit', { password: NEW_PASSWORD })).status).toBe(410);
    expect(await portico.get(Passwords).verify(alice.account.id, NEW_PASSWORD)).toBe(false);
  });

  it('is taken from no other site, and no other purpose', async () => {
    const url = await invite();
    const { fields } = formWith((await browser.open(url)).text, 'invitation-submit');
    const form = formOf({ ...fields, password: NEW_PASSWORD });
    await expectErrorPage(portico, await post('/invitation', form, FROM_ELSEWHERE));
    expect((await browser.open(url.replace('/invitation', '/set-up'))).status).toBe(410);
    expect((await browser.open(url)).status).toBe(200);
  });

  it('shows nobody’s name to a stranger who guesses', async () => {
    for (const token of ['', 'x', 'a'.repeat(43)]) {
      const page = await browser.open(`${portico.url}/invitation?${formOf({ token })}`);
      expect(page.status).toBe(410);
      expect(page.text).not.toContain('<form');
    }
  });

  it('leads on only whoever is signed in', async () => {
    expect(shown(await browser.open(`${portico.url}/invitation/done`))).toBe('sign-in');
  });
});
