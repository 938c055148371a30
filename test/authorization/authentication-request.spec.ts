import 'reflect-metadata';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { JwtSigner } from '#libs/keys';
import { answerOf, idTokenOf, shown, visit } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { type Form, granted, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let party: RelyingParty;
let alice: TestPerson;
let bob: TestPerson;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false });
  alice = await createPerson(portico, { name: 'Alice', given_name: 'Alice' });
  bob = await createPerson(portico, { name: 'Bob' });
});
afterAll(() => portico.close());
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});
afterEach(() => vi.restoreAllMocks());

const ask = (changes: Form = {}, by = party) => visit(portico, browser, by, changes);
const signedIn = async (person: TestPerson = alice) => {
  expect(shown(await browser.signIn(await ask(), person))).toBe('code');
};

describe('OpenID Connect Core 1.0 §3.1.2.1: id_token_hint', () => {
  const idTokenFor = async (person: TestPerson) => {
    const other = new TestBrowser(portico.url);
    const code = await other.signIn(await visit(portico, other, party), person);
    const redeemed = await party.token({
      grant_type: 'authorization_code',
      code: answerOf(code).get('code') ?? '',
    });
    return granted(redeemed).id_token ?? '';
  };

  it('that fits the person who is signed in changes nothing', async () => {
    await signedIn();
    const id_token_hint = await idTokenFor(alice);
    expect(shown(await ask({ id_token_hint, prompt: 'none' }))).toBe('code');
  });

  it('is taken after it has expired, and from another client of ours', async () => {
    await signedIn();
    const id_token_hint = await idTokenFor(alice);
    const other = await RelyingParty.register(portico, { require_pkce: false });
    moveClock(portico, 7200);
    expect(shown(await ask({ id_token_hint, prompt: 'none' }, other))).toBe('code');
  });

  it('that names somebody else never gives a code for this person', async () => {
    await signedIn();
    const id_token_hint = await idTokenFor(bob);
    expect(shown(await ask({ id_token_hint, prompt: 'none' }))).toBe('login_required');
    const page = await ask({ id_token_hint });
    expect(shown(page)).toBe('sign-in');
    expect(page.text).toContain('You are signed in as Alice, but Relying party expects another account.');
    const stillAlice = await browser.signIn(page, alice);
    expect(shown(stillAlice)).toBe('sign-in');
    expect((await idTokenOf(party, await browser.signIn(stillAlice, bob))).sub).toBe(bob.account.sub);
  });

  it.each([
    ['that is no JWT', async () => 'nonsense'],
    ['with alg none', async () => unsigned(await idTokenFor(alice))],
    ['with another signature', async () => `${(await idTokenFor(alice)).slice(0, -8)}AAAAAAAA`],
    ['of another issuer', async () => signed({ iss: 'https://elsewhere.example' })],
    ['that is an access token', async () => signed({}, 'at+jwt')],
  ])('%s is refused', async (_, hint) => {
    await signedIn();
    const page = await ask({ id_token_hint: await hint(), prompt: 'none' });
    expect(shown(page)).toBe('invalid_request');
    expect(answerOf(page).get('error_description')).toBe('id_token_hint is not an ID token of this issuer');
  });

  const signed = async (claims: object, typ = 'JWT') => {
    const now = Math.floor(Date.now() / 1000);
    const base = {
      iss: portico.url,
      sub: alice.account.sub,
      aud: party.client.client_id,
      exp: now + 60,
      iat: now,
    };
    return portico.get(JwtSigner).sign({ ...base, ...claims }, { alg: 'RS256', typ });
  };
  const unsigned = (token: string) => {
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    return `${header}.${token.split('.')[1]}.`;
  };
});

describe('OpenID Connect Core 1.0 §5.5.1: a sub that is asked for', () => {
  const claims = (sub: unknown, target = 'id_token') => JSON.stringify({ [target]: { sub } });

  it('gives a code for that person only', async () => {
    await signedIn();
    for (const target of ['id_token', 'userinfo']) {
      const forAlice = claims({ value: alice.account.sub }, target);
      const forBob = claims({ value: bob.account.sub }, target);
      expect(shown(await ask({ claims: forAlice, prompt: 'none' }))).toBe('code');
      expect(shown(await ask({ claims: forBob, prompt: 'none' }))).toBe('login_required');
      expect(shown(await ask({ claims: forBob }))).toBe('sign-in');
    }
  });

  it('may be one of several', async () => {
    await signedIn();
    const either = claims({ values: [bob.account.sub, alice.account.sub] });
    expect(shown(await ask({ claims: either, prompt: 'none' }))).toBe('code');
    expect(shown(await ask({ claims: claims({ values: [bob.account.sub] }), prompt: 'none' }))).toBe(
      'login_required',
    );
  });

  it('must agree with the other places that name a person', async () => {
    await signedIn();
    const contradiction = JSON.stringify({
      id_token: { sub: { value: alice.account.sub } },
      userinfo: { sub: { value: bob.account.sub } },
    });
    expect(shown(await ask({ claims: contradiction }))).toBe('invalid_request');
  });

  it.each([[{ value: 7 }], [{ value: null }], [{ values: ['a', {}] }]])(
    'is refused when it is %j',
    async (sub) => {
      expect(shown(await ask({ claims: claims(sub) }))).toBe('invalid_request');
    },
  );
});

describe('OpenID Connect Core 1.0 §3.1.2.1: hints and what is unknown never are an error', () => {
  it('shows the login_hint in the field for the name, as text', async () => {
    const page = await ask({ login_hint: 'alice"><script>alert(1)</script>' });
    expect(page.text).toContain('value="alice&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(page.text).not.toContain('<script');
  });

  it('speaks the first language of ui_locales that it knows', async () => {
    expect((await ask({ ui_locales: 'xx de-CH fr' })).text).toContain('<html lang="de"');
    expect((await ask({ ui_locales: 'xx' })).text).toContain('<html lang="en"');
  });

  it.each([
    { display: 'popup' },
    { display: 'nonsense' },
    { acr_values: 'urn:mace:incommon:iap:silver phr' },
    { acr_values: ['1', '2'] },
    { claims_locales: 'de en' },
    { unknown: 'x', 'another[unknown]': ['a', 'b'] },
    { nonce: 'n'.repeat(2000), state: 's'.repeat(2000) },
    { login_hint: 'x'.repeat(2000) },
    { scope: 'openid unheard_of' },
  ] satisfies Form[])('%j', async (more) => {
    await signedIn();
    expect(shown(await ask(more))).toBe('code');
  });

  it('says by acr and amr what was really done', async () => {
    const page = await browser.signIn(await ask({ acr_values: 'phr' }), alice);
    const claims = await idTokenOf(party, page);
    expect(claims.acr).not.toBe('phr');
    expect(claims.amr).toEqual(['pwd']);
  });
});

describe('OpenID Connect Core 1.0 §5.5: the claims parameter', () => {
  it('puts a claim where it was asked for, and nowhere else', async () => {
    await signedIn();
    const code = answerOf(
      await ask({ claims: '{"userinfo":{"name":null},"id_token":{"given_name":{"essential":true}}}' }),
    );
    const redeemed = await party.token({ grant_type: 'authorization_code', code: code.get('code') ?? '' });
    const tokens = granted(redeemed);
    const idToken = decodeJwt(tokens.id_token ?? '');
    expect(idToken).toMatchObject({ given_name: 'Alice' });
    expect(idToken).not.toHaveProperty('name');
    expect((await party.userinfo(tokens.access_token)).body).toEqual({
      sub: alice.account.sub,
      name: 'Alice',
    });
  });

  it.each(['{', '[]', '"x"', 'null', '{"userinfo":[]}', '{"id_token":{"sub":1}}'])(
    '%s is refused',
    async (claims) => {
      const page = await ask({ claims });
      expect(shown(page)).toBe('invalid_request');
      expect(answerOf(page).get('error_description')).toMatch(/^claims is malformed/);
    },
  );
});

describe('OpenID Connect Core 1.0 §6 and §7.2.1: what can not be used is refused, never ignored', () => {
  it.each([
    ['request', 'invalid_request_object'],
    ['request_uri', 'invalid_request_uri'],
    ['registration', 'registration_not_supported'],
  ])('%s gives %s', async (name, error) => {
    expect(shown(await ask({ [name]: 'https://client.example/r#frag' }))).toBe(error);
  });
});

describe('RFC 7636 §4.4.1, RFC 9700 §2.1.1: PKCE', () => {
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

  it('is required of a client by default', async () => {
    const strict = await RelyingParty.register(portico);
    const page = await ask({}, strict);
    expect(shown(page)).toBe('invalid_request');
    expect(answerOf(page).get('error_description')).toContain('code_challenge is missing');
    const good = { code_challenge: challenge, code_challenge_method: 'S256' };
    expect(shown(await ask(good, strict))).toBe('sign-in');
  });

  it.each([
    { code_challenge: challenge, code_challenge_method: 'plain' },
    { code_challenge: challenge },
    { code_challenge: 'short', code_challenge_method: 'S256' },
    { code_challenge: `${challenge}=`, code_challenge_method: 'S256' },
    { code_challenge_method: 'S256' },
  ])('is not weakened by %j, even where it is optional', async (pkce) => {
    expect(shown(await ask(pkce))).toBe('invalid_request');
  });
});

describe('the pages of the flow', () => {
  it('name the client, and keep every parameter to the end', async () => {
    const named = await RelyingParty.register(portico, {
      client_name: 'Sölar <b>Café</b>',
      require_pkce: false,
    });
    const page = await ask({ state: 'ä&=+ %', nonce: 'n' }, named);
    expect(page.text).toContain('Sölar &lt;b&gt;Café&lt;/b&gt;');
    const back = await browser.signIn(page, ADMIN);
    expect(answerOf(back).get('state')).toBe('ä&=+ %');
    expect((await idTokenOf(named, back)).nonce).toBe('n');
  });
});
