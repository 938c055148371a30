import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Consents } from '#libs/authorization';
import { answerOf, requestOf, shown, visit } from '../support/authorize.js';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage } from '../support/error-page.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, granted, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let party: RelyingParty;
let other: RelyingParty;
let person: TestPerson;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  const metadata = { require_pkce: false, require_consent: true };
  party = await RelyingParty.register(portico, { ...metadata, client_name: 'Photo album' });
  other = await RelyingParty.register(portico, metadata);
});
afterAll(() => portico.close());
beforeEach(async () => {
  person = await createPerson(portico, { name: 'Alice' });
  browser = new TestBrowser(portico.url);
});

const ask = (changes: Form = {}, by = party) => visit(portico, browser, by, changes);
/** Signs in, up to the consent page. */
const consentPage = async (changes: Form = {}, by = party) => {
  const page = await browser.signIn(await ask(changes, by), person);
  expect(shown(page)).toBe('consent');
  return page;
};
const allow = (page: Visited) => browser.submit(page, 'consent-allow');
const given = async (by = party) =>
  (await portico.get(Consents).given(person.account.id, by.client.client_id)).scope;
/** The form as it would be sent by the "allow" button. */
const answer = (page: Visited) => new URLSearchParams(formWith(page.text, 'consent-allow').fields);
const send = (body: URLSearchParams, by = browser, headers: Record<string, string> = {}) =>
  by.request(`${portico.url}/consent`, { method: 'POST', body, headers });

describe('OpenID Connect Core 1.0 §3.1.2.4: consent', () => {
  it('names the application and says in words what it asks for', async () => {
    const { text } = await consentPage({ scope: 'openid profile email offline_access' });
    for (const words of [
      'Photo album',
      'Alice',
      'See your profile',
      'See your email address',
      'Keep access while',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('client.example');
  });

  it('is remembered: the person is not asked again, for the same or for less', async () => {
    expect(shown(await allow(await consentPage({ scope: 'openid profile email' })))).toBe('code');
    expect(shown(await ask({ scope: 'openid profile email' }))).toBe('code');
    expect(shown(await ask({ scope: 'email openid' }))).toBe('code');
    expect(shown(await ask({ scope: 'openid profile', prompt: 'none' }))).toBe('code');
  });

  it('is asked for anew when more is wanted, and then covers both', async () => {
    await allow(await consentPage({ scope: 'openid profile' }));
    expect(shown(await ask({ scope: 'openid email', prompt: 'none' }))).toBe('consent_required');
    expect(shown(await allow(await ask({ scope: 'openid email' })))).toBe('code');
    expect(shown(await ask({ scope: 'openid profile email', prompt: 'none' }))).toBe('code');
    expect(await given()).toEqual(['openid', 'profile', 'email']);
  });

  it('belongs to one person and one client', async () => {
    await allow(await consentPage());
    expect(shown(await ask({}, other))).toBe('consent');
    const bob = await createPerson(portico);
    browser = new TestBrowser(portico.url);
    expect(shown(await browser.signIn(await ask(), bob))).toBe('consent');
  });

  it('that is denied is told to the client as access_denied, and nothing is remembered', async () => {
    const page = await consentPage({ state: 'xyz' });
    const denied = await browser.submit(page, 'consent-deny');
    expect(Object.fromEntries(answerOf(denied))).toMatchObject({
      error: 'access_denied',
      error_description: 'the person said no',
      state: 'xyz',
      iss: portico.url,
    });
    expect(await given()).toEqual([]);
    expect(shown(await ask())).toBe('consent');
  });

  it('that was denied can be given after all, from the page that is still open', async () => {
    const page = await consentPage();
    expect(shown(await browser.submit(page, 'consent-deny'))).toBe('access_denied');
    expect(shown(await allow(page))).toBe('code');
  });

  it('is answered per tab: saying no in one does not undo a yes in the other', async () => {
    const page = await consentPage();
    expect(shown(await allow(page))).toBe('code');
    expect(shown(await browser.submit(page, 'consent-deny'))).toBe('access_denied');
    expect(shown(await ask())).toBe('code');
  });

  it('given many times at once loses nothing, the first time and later', async () => {
    const scopes = ['profile', 'email', 'phone', 'address'];
    const give = (scope: string) =>
      portico.get(Consents).give(person.account.id, party.client.client_id, {
        scope: [scope, `${scope}:x`],
        claims: [],
      });
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(scopes.map(give));
      expect([...(await given())].sort()).toEqual(scopes.flatMap((scope) => [scope, `${scope}:x`]).sort());
      scopes.push('one', 'two', 'three');
    }
  });

  it('is not asked for by a client whose administrator vouches for it', async () => {
    const trusted = await RelyingParty.register(portico, { require_pkce: false, require_consent: false });
    expect(shown(await browser.signIn(await ask({ scope: 'openid email' }, trusted), person))).toBe('code');
    expect(await given(trusted)).toEqual([]);
  });
});

describe('Consent taken back on the account page', () => {
  it('is asked for again, and everything that the client was given is dead at once', async () => {
    const page = await allow(await consentPage({ scope: 'openid profile offline_access' }));
    const tokens = granted(
      await party.token({ grant_type: 'authorization_code', code: answerOf(page).get('code') ?? '' }),
    );
    expect((await party.userinfo(tokens.access_token)).status).toBe(200);
    const unused = answerOf(await ask({ scope: 'openid profile' })).get('code') ?? '';

    const account = await browser.open(`${portico.url}/account`);
    expect(account.text).toContain('Photo album');
    const [, form] = /(<form[^>]*applications\/remove"[\s\S]*?<\/form>)/.exec(account.text) ?? [];
    const removed = await browser.submit({ ...account, text: withId(form) }, 'remove');
    expect(removed.text).not.toContain('Photo album');
    expect(removed.text).toContain('role="status"');

    expect(await given()).toEqual([]);
    expect((await party.userinfo(tokens.access_token)).status).toBe(401);
    expect((await party.refresh(tokens.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await party.token({ grant_type: 'authorization_code', code: unused })).body).toMatchObject({
      error: 'invalid_grant',
    });
    expect(shown(await ask({ prompt: 'none' }))).toBe('consent_required');
    expect(shown(await ask())).toBe('consent');
  });
});

describe('The consent page counts only as it was shown', () => {
  it('not in another session, even of the same person', async () => {
    const form = answer(await consentPage());
    const second = new TestBrowser(portico.url);
    await second.signIn(await visit(portico, second, party), person);
    const { location } = await send(form, second);
    expect(shown(await second.open(location ?? ''))).toBe('consent');
    expect(await given()).toEqual([]);
  });

  it('not of another person: neither their yes nor their no goes over', async () => {
    const page = await consentPage();
    const bob = await createPerson(portico);
    const theirs = new TestBrowser(portico.url);
    const shownToBob = await theirs.signIn(await visit(portico, theirs, party), bob);
    for (const decision of ['allow', 'deny']) {
      const form = answer(shownToBob);
      form.set('decision', decision);
      const { location = '' } = await theirs.request(`${portico.url}/consent`, {
        method: 'POST',
        body: form,
      });
      expect(shown(await browser.open(location))).toBe('consent');
    }
    expect(await given()).toEqual([]);
    expect(shown(await allow(page))).toBe('code');
  });

  it('not by anybody who is not signed in (any more)', async () => {
    const form = answer(await consentPage());
    browser.cookies.clear();
    const { location } = await send(form);
    expect(shown(await browser.open(location ?? ''))).toBe('sign-in');
    expect(await given()).toEqual([]);
  });

  it.each([
    ['for more scope', { scope: 'openid email phone' }],
    ['for another client', { client_id: () => other.client.client_id }],
    ['for another state', { state: 'another' }],
    ['for another code_challenge', { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' }],
  ])('not %s than it was shown for', async (_, changes) => {
    const form = answer(await consentPage({ scope: 'openid email' }));
    const request = new URLSearchParams(form.get('request') ?? '');
    for (const [name, value] of Object.entries(changes)) {
      request.set(name, typeof value === 'function' ? value() : value);
    }
    form.set('request', String(request));
    await send(form);
    expect([await given(), await given(other)]).toEqual([[], []]);
  });

  it.each([
    ['missing', () => ''],
    ['made up', () => 'e30.AAAA'],
    ['with another mark', (ticket: string) => `${ticket.slice(0, -3)}AAA`],
    ['changed', (ticket: string) => changed(ticket)],
    ['with more behind it', (ticket: string) => `${ticket}.x`],
    ['of the sign-out page', (_: string, ofSignOut: string) => ofSignOut],
  ])('not with a ticket that is %s', async (_, forge) => {
    const form = answer(await consentPage());
    const request = new URLSearchParams({ request: form.get('request') ?? '' });
    const signOut = await browser.open(`${portico.url}/sign-out?${request}`);
    const ofSignOut = formWith(signOut.text, 'sign-out-confirm').fields.ticket ?? '';
    form.set('ticket', forge(form.get('ticket') ?? '', ofSignOut));
    const { location } = await send(form);
    expect(await given()).toEqual([]);
    expect(shown(await browser.open(location ?? ''))).toBe('consent');
  });

  it.each(['', 'maybe', 'ALLOW'])('not with the decision %j', async (decision) => {
    const form = answer(await consentPage());
    form.set('decision', decision);
    const { location } = await send(form);
    expect(shown(await browser.open(location ?? ''))).toBe('consent');
    expect(await given()).toEqual([]);
  });

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a sibling of this site', { origin: 'http://app.localhost', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a script that hides where it is', { origin: 'null' }],
  ])('not when %s sent it, with everything right', async (_, headers) => {
    const page = await send(answer(await consentPage()), browser, headers);
    expect(await expectErrorPage(portico, page)).toMatchObject({ rule: 'same_origin' });
    expect(await given()).toEqual([]);
  });

  it('not before the person has signed in: a link to it leads to the sign-in page', async () => {
    const request = String(requestOf(party));
    const page = await browser.open(`${portico.url}/consent?${new URLSearchParams({ request })}`);
    expect(shown(page)).toBe('sign-in');
  });
});

function changed(ticket: string): string {
  const [payload = '', mac] = ticket.split('.');
  const content = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const more = Buffer.from(JSON.stringify({ ...content, consent: 'allowed' })).toString('base64url');
  return `${more}.${mac}`;
}

/** The forms of the account page have no ids of their own. */
function withId(form = ''): string {
  return form.replace('<button', '<button id="remove"');
}
