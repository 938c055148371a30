import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { answerOf, idTokenOf, requestOf, shown, visit } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, RelyingParty } from '../support/relying-party.js';

const PASSWORD = 'seven green herons';

let portico: TestPortico;
let party: RelyingParty;
let alice: TestPerson;
let browser: TestBrowser;
let count = 0;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_SIGN_UP: 'open', PORTICO_SIGN_UP_LIMIT: '1000' });
  party = await RelyingParty.register(portico, { require_pkce: false });
  alice = await createPerson(portico, { name: 'Alice' });
});
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => portico.close());

const ask = (changes: Form = {}, at = browser) => visit(portico, at, party, { prompt: 'create', ...changes });
const isSignUp = (page: Visited) => page.text.includes('id="sign-up-submit"');
const somebody = () => {
  count += 1;
  return { email: `new${count}@example.com`, name: `New ${count}`, password: PASSWORD };
};
const signUp = (page: Visited, fields: Record<string, string> = somebody(), at = browser) =>
  at.submit(page, 'sign-up-submit', fields);
const metadataOf = async ({ url }: TestPortico) =>
  (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as {
    prompt_values_supported: string[];
  };
const asAlice = async () => browser.signIn(await visit(portico, browser, party), alice);

describe('Initiating User Registration via OpenID Connect 1.0 §4.1: prompt=create', () => {
  it('shows the sign-up page, and leads back to the client with a code for the new person', async () => {
    const page = await ask({ state: 'a b', nonce: 'n1' });
    expect([page.status, isSignUp(page)]).toEqual([200, true]);
    const person = somebody();
    const back = await signUp(page, person);
    expect(answerOf(back).get('state')).toBe('a b');
    const claims = await idTokenOf(party, back);
    const account = await portico.get(Accounts).findBySignInName(person.email);
    expect(claims).toMatchObject({ sub: account?.sub, nonce: 'n1', amr: ['pwd'] });
    expect(claims.auth_time).toEqual(expect.any(Number));
    expect(account).toMatchObject({ email_verified: false, name: person.name });
  });

  it('fills in the login_hint that is an address, and no other', async () => {
    const hinted = await ask({ login_hint: 'grace@example.com' });
    expect(hinted.text).toContain('value="grace@example.com"');
    expect((await ask({ login_hint: 'grace' })).text).not.toContain('value="grace"');
  });

  it('shows it to somebody who is signed in, too; the new account is another one, and goes on', async () => {
    const first = await idTokenOf(party, await asAlice());
    const page = await ask();
    expect(isSignUp(page)).toBe(true);
    expect(page.text).toContain('You are signed in as Alice');
    const claims = await idTokenOf(party, await signUp(page));
    expect(claims.sub).not.toBe(first.sub);
    expect((await idTokenOf(party, await visit(portico, browser, party))).sub).toBe(claims.sub);
  });

  it('asks for consent after it where the client needs it', async () => {
    const asking = await RelyingParty.register(portico, { require_pkce: false, require_consent: true });
    const page = await signUp(await visit(portico, browser, asking, { prompt: 'create' }));
    expect(shown(page)).toBe('consent');
    expect(shown(await browser.submit(page, 'consent-allow'))).toBe('code');
  });

  it('is met by max_age, and by nothing that was proven before it arrived', async () => {
    await asAlice();
    const page = await ask({ max_age: '0' });
    expect(shown(await signUp(page))).toBe('code');
    expect(isSignUp(await ask())).toBe(true);
  });

  it('is not met again by an old address from the history', async () => {
    const page = await ask();
    const back = await signUp(page);
    expect(shown(back)).toBe('code');
    moveClock(portico, 3600);
    expect(isSignUp(await browser.open(page.url))).toBe(true);
  });

  it('leads who has an account already to signing in, and on to the client', async () => {
    const page = await ask();
    const link = /id="sign-in-instead" href="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    const signIn = await browser.open(new URL(link ?? '', portico.url).href);
    expect(shown(signIn)).toBe('sign-in');
    const claims = await idTokenOf(party, await browser.signIn(signIn, alice));
    expect(claims.sub).toBe(alice.account.sub);
  });

  it.each(['create login', 'create none', 'consent create', 'select_account create'])(
    'is refused as %j: nothing else can be met beside it',
    async (prompt) => {
      expect(shown(await ask({ prompt }))).toBe('invalid_request');
    },
  );

  it('is refused beside an id_token_hint or a sub that is asked for: nobody new can be that person', async () => {
    const { id_token } = await party.tokens(browser, {}, alice);
    expect(shown(await ask({ id_token_hint: id_token }))).toBe('invalid_request');
    const claims = JSON.stringify({ id_token: { sub: { value: decodeJwt(String(id_token)).sub } } });
    expect(shown(await ask({ claims }))).toBe('invalid_request');
  });

  it('works pushed, by POST, by form_post, and in a request too long for a URL', async () => {
    const parameters = Object.fromEntries(requestOf(party, { prompt: 'create' }));
    const pushed = await party.post('/oauth2/par', parameters);
    const { client_id } = party.client;
    const byUri = new URLSearchParams({ client_id, request_uri: String(pushed.body.request_uri) });
    const page = await browser.open(`${portico.url}/oauth2/authorize?${byUri}`);
    expect(shown(await signUp(page))).toBe('code');

    const body = requestOf(party, { prompt: 'create', response_mode: 'form_post' });
    const posted = await new TestBrowser(portico.url).open(`${portico.url}/oauth2/authorize`, {
      method: 'POST',
      body,
    });
    expect(isSignUp(posted)).toBe(true);

    const long = requestOf(party, { prompt: 'create', state: 's'.repeat(12_000) });
    const fresh = new TestBrowser(portico.url);
    const carried = await fresh.open(`${portico.url}/oauth2/authorize`, { method: 'POST', body: long });
    const wrong = await signUp(carried, { ...somebody(), password: 'short' }, fresh);
    const again = await fresh.submit(wrong, 'posting-submit');
    expect(again.text).toContain('at least 8 characters');
    const done = await fresh.submit(await signUp(again, somebody(), fresh), 'posting-submit');
    expect(answerOf(done).get('state')).toHaveLength(12_000);
  });

  it('§4.2: is advertised in prompt_values_supported', async () => {
    expect((await metadataOf(portico)).prompt_values_supported).toEqual([
      'none',
      'login',
      'consent',
      'select_account',
      'create',
    ]);
  });
});

describe('Initiating User Registration via OpenID Connect 1.0 §4: where people may not sign up', () => {
  let off: TestPortico;
  let client: RelyingParty;
  beforeAll(async () => {
    off = await startPortico();
    client = await RelyingParty.register(off, { require_pkce: false });
  });
  afterAll(() => off.close());

  it('prompt=create is not advertised, and refused by name: invalid_request, to the client', async () => {
    expect((await metadataOf(off)).prompt_values_supported).not.toContain('create');
    const page = await visit(off, new TestBrowser(off.url), client, { prompt: 'create', state: 's' });
    const answer = Object.fromEntries(answerOf(page));
    expect(answer).toMatchObject({ error: 'invalid_request', state: 's' });
    expect(answer.error_description).toBe('prompt=create is not offered here');
  });

  it('there is no sign-up page, for nobody, and no link to it', async () => {
    const fresh = new TestBrowser(off.url);
    expect((await fresh.open(`${off.url}/sign-up`)).status).toBe(404);
    const signIn = await visit(off, fresh, client);
    expect(signIn.text).not.toContain('sign-up');
    const asked = await fresh.request(
      `${off.url}${new URL(signIn.url).pathname.replace('in', 'up')}${new URL(signIn.url).search}`,
    );
    expect(asked.status).toBe(404);
    const body = new URLSearchParams({ ...somebody(), request: '', ticket: '' });
    const posted = await fresh.request(`${off.url}/sign-up`, { method: 'POST', body });
    expect(posted.status).toBe(404);
    expect((await off.get(Accounts).list({ search: 'new' })).accounts).toEqual([]);
  });
});
