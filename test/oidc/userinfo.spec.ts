import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts, type NewAccount } from '#libs/accounts';
import { TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

/** Every standard claim. OpenID Connect Core 1.0 §5.1 */
const EVERYTHING: NewAccount = {
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  middle_name: 'King',
  nickname: 'The Enchantress',
  preferred_username: 'ada',
  profile: 'https://ada.example/',
  picture: 'https://ada.example/ada.png',
  website: 'https://ada.example/blog',
  gender: 'female',
  birthdate: '1815-12-10',
  zoneinfo: 'Europe/London',
  locale: 'en-GB',
  email: 'Ada@Example.com',
  email_verified: true,
  phone_number: '+442071234567',
  phone_number_verified: true,
  address: { formatted: '12 St James’s Square\nLondon', country: 'UK' },
};

const BY_SCOPE = {
  openid: ['sub'],
  profile: [
    'birthdate',
    'family_name',
    'gender',
    'given_name',
    'locale',
    'middle_name',
    'name',
    'nickname',
    'picture',
    'preferred_username',
    'profile',
    'updated_at',
    'website',
    'zoneinfo',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  offline_access: [],
} as const;

let portico: TestPortico;
let browser: TestBrowser;
let person: TestPerson;
let party: RelyingParty;

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  person = await createPerson(portico, EVERYTHING);
  party = await RelyingParty.register(portico);
  await party.tokens(browser, {}, person);
});
afterAll(() => portico.close());

async function userinfo(parameters: Record<string, string>): Promise<Record<string, unknown>> {
  const { access_token } = await party.tokens(browser, parameters);
  const answer = await party.userinfo(access_token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return answer.body;
}

describe('OpenID Connect Core 1.0 §5.4: claims by scope', () => {
  it.each(Object.entries(BY_SCOPE))('%s gives exactly its claims, and sub', async (scope, claims) => {
    const answer = await userinfo({ scope: scope === 'openid' ? scope : `openid ${scope}` });
    expect(Object.keys(answer).toSorted()).toEqual([...new Set(['sub', ...claims])].toSorted());
  });

  it('gives them all for all scopes, with the types of §5.1', async () => {
    const answer = await userinfo({ scope: 'openid profile email phone address' });
    expect(answer).toEqual({ ...EVERYTHING, sub: person.account.sub, updated_at: expect.any(Number) });
    expect(Math.abs(Number(answer.updated_at) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('leaves out what the person has not: no null, no empty text, no lonely flag', async () => {
    const bare = await createPerson(portico, { email: null });
    await portico
      .get(Accounts)
      .patch(bare.account.id, bare.account.version, { preferred_username: 'bare', email: null });
    const own = new TestBrowser(portico.url);
    const scope = 'openid profile email phone address';
    const { access_token } = await party.tokens(own, { scope }, { ...bare, email: 'bare' });
    expect((await party.userinfo(access_token)).body).toEqual({
      sub: bare.account.sub,
      preferred_username: 'bare',
      updated_at: expect.any(Number),
    });
  });
});

describe('OpenID Connect Core 1.0 §5.3: the answer', () => {
  it('is the same by GET and by POST', async () => {
    const { access_token } = await party.tokens(browser, { scope: 'openid profile' });
    const get = await party.userinfo(access_token);
    const post = await party.userinfo(access_token, { method: 'POST' });
    expect(post.body).toEqual(get.body);
  });

  it('is about the person as they are now', async () => {
    const changing = await createPerson(portico, { name: 'Before' });
    const { access_token } = await party.tokens(
      new TestBrowser(portico.url),
      { scope: 'openid profile' },
      changing,
    );
    await portico.get(Accounts).patch(changing.account.id, changing.account.version, { name: 'After' });
    expect((await party.userinfo(access_token)).body.name).toBe('After');
  });

  it('has the sub of the ID token, the same for every client', async () => {
    const other = await RelyingParty.register(portico);
    const { access_token } = await other.tokens(browser);
    expect((await other.userinfo(access_token)).body).toEqual({ sub: person.account.sub });
  });

  it('is refused to a client that acts for itself: nobody is behind its token', async () => {
    const { body } = await party.token({ grant_type: 'client_credentials' });
    expect((await party.userinfo(String(body.access_token))).status).toBe(403);
  });
});

describe('OpenID Connect Core 1.0 §5.5: claims by name', () => {
  it.each([
    ['null', null],
    ['essential', { essential: true }],
    ['voluntary', { essential: false }],
    ['with the value that it has', { value: 'Ada' }],
    ['with a value that it has not', { values: ['Grace'] }],
  ])('gives given_name asked for as %s, and no other', async (_, request) => {
    const claims = JSON.stringify({ userinfo: { given_name: request } });
    expect(await userinfo({ claims })).toEqual({ sub: person.account.sub, given_name: 'Ada' });
  });

  it('adds them to those of the scope', async () => {
    const claims = JSON.stringify({ userinfo: { phone_number: null } });
    expect(Object.keys(await userinfo({ scope: 'openid email', claims })).toSorted()).toEqual([
      'email',
      'email_verified',
      'phone_number',
      'sub',
    ]);
  });

  it('keeps what was asked for in id_token out of userinfo', async () => {
    const claims = JSON.stringify({ id_token: { name: null } });
    expect(await userinfo({ claims })).toEqual({ sub: person.account.sub });
  });

  it.each(['password', 'admin_role', 'roles', 'id', '__proto__', 'constructor', 'custom_attributes'])(
    'gives nothing for %s, which is no claim',
    async (name) => {
      const claims = `{"userinfo":{"${name}":{"essential":true}}}`;
      expect(await userinfo({ claims })).toEqual({ sub: person.account.sub });
    },
  );
});
