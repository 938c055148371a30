import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACR_PASSWORD } from '#libs/sign-in';
import { Database } from '#libs/storage';
import { answerOf, idTokenOf, requestOf, shown, visit } from '../support/authorize.js';
import { formWith, TestBrowser } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let party: RelyingParty;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false });
});
afterAll(() => portico.close());
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});

const claimsOf = (acr: unknown) => JSON.stringify({ id_token: { acr } });
const ask = (acr: unknown, more: Record<string, string> = {}) =>
  visit(portico, browser, party, { claims: claimsOf(acr), ...more });
const signIn = async () => browser.signIn(await visit(portico, browser, party), ADMIN);

describe('OpenID Connect Core 1.0 §5.5.1.1: acr as an essential claim', () => {
  it('is met by the sign-in that reaches one of the values, and told', async () => {
    const page = await browser.signIn(
      await ask({ essential: true, values: ['urn:other', ACR_PASSWORD] }),
      ADMIN,
    );
    expect((await idTokenOf(party, page)).acr).toBe(ACR_PASSWORD);
  });

  it('that nobody can reach here fails before anybody is asked', async () => {
    for (const acr of [
      { essential: true, value: 'urn:other' },
      { essential: true, values: ['a', 'b'] },
      { essential: true, values: [1] },
    ]) {
      const page = await ask(acr, { state: 'xyz' });
      expect(shown(page)).toBe('unmet_authentication_requirements');
      expect([answerOf(page).get('state'), answerOf(page).get('iss')]).toEqual(['xyz', portico.url]);
    }
  });

  it('that nobody can reach here fails for who is signed in, and silently', async () => {
    await signIn();
    const acr = { essential: true, value: 'urn:other' };
    expect(shown(await ask(acr))).toBe('unmet_authentication_requirements');
    expect(shown(await ask(acr, { prompt: 'none' }))).toBe('unmet_authentication_requirements');
  });

  it('asks a person who signed in otherwise to do it anew', async () => {
    await signIn();
    await portico.get(Database).affected('UPDATE sessions SET acr = ?', ['urn:other']);
    const acr = { essential: true, value: ACR_PASSWORD };
    expect(shown(await ask(acr, { prompt: 'none' }))).toBe('login_required');
    const page = await ask(acr);
    expect(shown(page)).toBe('password again');
    expect((await idTokenOf(party, await browser.signIn(page, ADMIN))).acr).toBe(ACR_PASSWORD);
  });

  it('fails when the sign-in that it asked for did not reach it', async () => {
    await signIn();
    await portico.get(Database).affected('UPDATE sessions SET acr = ?', ['urn:other']);
    const page = await ask({ essential: true, value: ACR_PASSWORD });
    const { location = '' } = await browser.request(new URL('/sign-in', portico.url).href, {
      method: 'POST',
      body: new URLSearchParams(fieldsOf(page.text)),
    });
    await portico.get(Database).affected('UPDATE sessions SET acr = ?', ['urn:other']);
    expect(shown(await browser.open(location))).toBe('unmet_authentication_requirements');
  });

  it('is refused where it is pushed', async () => {
    const claims = claimsOf({ essential: true, value: 'urn:other' });
    const form = Object.fromEntries(requestOf(party, { claims }));
    const { status, body } = await party.post('/oauth2/par', form);
    expect([status, body['error']]).toEqual([400, 'unmet_authentication_requirements']);
  });

  it.each([{ values: ['urn:other'] }, { essential: true }, { essential: false, value: 'urn:other' }, null])(
    'is a wish, as acr_values are, when it is %j: acr says what was really done',
    async (acr) => {
      const page = await browser.signIn(await ask(acr, { acr_values: 'urn:other' }), ADMIN);
      expect((await idTokenOf(party, page)).acr).toBe(ACR_PASSWORD);
    },
  );
});

/** The sign-in form, filled in. */
function fieldsOf(html: string): Record<string, string> {
  return { ...formWith(html, 'sign-in-submit').fields, username: ADMIN.email, password: ADMIN.password };
}
