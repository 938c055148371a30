import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Consents } from '#libs/authorization';
import { answerOf, shown, visit } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, granted, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let party: RelyingParty;
let person: TestPerson;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false, require_consent: true });
});
afterAll(() => portico.close());
beforeEach(async () => {
  person = await createPerson(portico, { name: 'Alice', birthdate: '1990-01-31', nickname: 'Al' });
  browser = new TestBrowser(portico.url);
});

/** A request for these claims of userinfo, beside the scope. */
const ask = (names: readonly string[], more: Form = {}) => {
  const userinfo = Object.fromEntries(names.map((name) => [name, null]));
  return visit(portico, browser, party, { claims: JSON.stringify({ userinfo }), ...more });
};
const consentPage = async (names: readonly string[], more: Form = {}) => {
  const page = await browser.signIn(await ask(names, more), person);
  expect(shown(page)).toBe('consent');
  return page;
};
const allow = (page: Visited) => browser.submit(page, 'consent-allow');
const given = () => portico.get(Consents).given(person.account.id, party.client.client_id);

describe('OpenID Connect Core 1.0 §5.5, §3.1.2.4: consent to claims that are asked for one by one', () => {
  it('names them in words, whichever place they are wanted in', async () => {
    const claims = JSON.stringify({
      userinfo: { birthdate: null },
      id_token: { nickname: { essential: true } },
    });
    const { text } = await consentPage([], { claims });
    expect(text).toContain('See some of your details');
    expect(text).toContain('nickname · date of birth');
  });

  it('says nothing of those that a scope stands for, nor of names that nobody knows', async () => {
    const { text } = await consentPage(['birthdate', '<b>shoe size</b>', 'sub'], { scope: 'openid profile' });
    expect(text).not.toContain('See some of your details');
    expect(text).not.toContain('shoe size');
  });

  it('lets the client have them', async () => {
    const page = await allow(await consentPage(['birthdate']));
    const code = answerOf(page).get('code') ?? '';
    const tokens = granted(await party.token({ grant_type: 'authorization_code', code }));
    expect((await party.userinfo(tokens['access_token'])).body).toMatchObject({ birthdate: '1990-01-31' });
  });

  it('is remembered for them, and asked for anew when another is wanted', async () => {
    await allow(await consentPage(['birthdate']));
    expect(shown(await ask(['birthdate'], { prompt: 'none' }))).toBe('code');
    expect(shown(await ask([], { prompt: 'none' }))).toBe('code');
    expect(shown(await ask(['birthdate', 'nickname'], { prompt: 'none' }))).toBe('consent_required');
    expect(shown(await allow(await ask(['nickname'])))).toBe('code');
    expect(shown(await ask(['birthdate', 'nickname'], { prompt: 'none' }))).toBe('code');
    expect(await given()).toEqual({ scope: ['openid'], claims: ['birthdate', 'nickname'] });
  });

  it('is covered by a scope that was given before, but covers no scope', async () => {
    await allow(await consentPage([], { scope: 'openid profile' }));
    expect(shown(await ask(['birthdate'], { prompt: 'none' }))).toBe('code');
    expect(shown(await ask(['email'], { prompt: 'none' }))).toBe('consent_required');
    expect(shown(await allow(await ask(['email'])))).toBe('code');
    expect(shown(await ask([], { scope: 'openid email', prompt: 'none' }))).toBe('consent_required');
  });

  it('given many times at once loses nothing', async () => {
    const names = ['birthdate', 'nickname', 'email', 'address'];
    await Promise.all(
      names.map((name) =>
        portico.get(Consents).give(person.account.id, party.client.client_id, {
          scope: ['openid'],
          claims: [name],
        }),
      ),
    );
    expect((await given()).claims).toEqual(names.toSorted());
  });

  it('is shown on the account page and to administrators, and taken back as a whole', async () => {
    await allow(await consentPage(['birthdate']));
    expect((await browser.open(`${portico.url}/account`)).text).toContain('date of birth');
    const { items } = await portico.admin.call('GET', `/users/${person.account.id}/consents`);
    expect(items).toEqual([expect.objectContaining({ scope: 'openid', claims: ['birthdate'] })]);
    await portico.get(Consents).revoke(person.account.id, party.client.client_id, 'system');
    expect(shown(await ask(['birthdate'], { prompt: 'none' }))).toBe('consent_required');
  });

  it('is not needed by a client whose administrator vouches for it', async () => {
    const trusted = await RelyingParty.register(portico, { require_pkce: false, require_consent: false });
    const claims = JSON.stringify({ userinfo: { birthdate: null } });
    const page = await browser.signIn(await visit(portico, browser, trusted, { claims }), person);
    expect(shown(page)).toBe('code');
  });
});
