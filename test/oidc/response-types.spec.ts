import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientService } from '#libs/clients';
import { Sessions } from '#libs/sessions';
import { Database } from '#libs/storage';
import { SubjectIdentifiers } from '#libs/tokens';
import { answerOf, requestOf, shown } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage } from '../support/error-page.js';
import { askWithNonce, FRONT_CHANNEL_TYPES, received, registerForAll } from '../support/front-channel.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, formOf, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let person: TestPerson;
/** Registered for everything. */
let party: RelyingParty;
/** Registered as clients are. */
let plain: RelyingParty;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  person = await createPerson(portico);
  party = await registerForAll(portico);
  plain = await RelyingParty.register(portico, { require_pkce: false });
});
afterAll(() => portico.close());
beforeEach(async () => {
  browser = new TestBrowser(portico.url);
  await plain.authorize(browser, {}, person);
});
afterEach(() => vi.restoreAllMocks());

const ask = (response_type: string, changes: Form = {}, by = party): Promise<Visited> =>
  askWithNonce(portico, browser, by, response_type, changes);

/** That the client is told by fragment, and gets nothing else. */
function expectRefusal(page: Visited, error: string): void {
  expect(page.location).toMatch(/^https:\/\/client\.example\/callback#error=/);
  expect(Object.keys(received(page)).toSorted()).toEqual(
    [
      ...['error', 'error_description', 'error_uri', 'iss'],
      ...(received(page).state ? ['state'] : []),
    ].toSorted(),
  );
  expect(received(page)).toMatchObject({ error, iss: portico.url });
}

describe('RFC 9700 §2.1.2: tokens travel through the browser for nobody who was not let', () => {
  it.each(FRONT_CHANNEL_TYPES)('%s: is refused to a client that is not registered for it', async (type) => {
    for (const changes of [{}, { response_mode: 'fragment' }, { prompt: 'none' }]) {
      expectRefusal(await ask(type, changes, plain), 'unauthorized_client');
    }
    const posted = received(await ask(type, { response_mode: 'form_post' }, plain));
    expect(posted).toMatchObject({ error: 'unauthorized_client' });
  });

  it.each([
    [['code id_token'], ['code', 'id_token', 'code token', 'code id_token token']],
    [['id_token'], ['code', 'id_token token', 'code id_token']],
    [
      ['code', 'id_token token'],
      ['id_token', 'code token', 'code id_token token'],
    ],
  ])('a client registered for %j gets exactly that, and nothing of %j', async (response_types, others) => {
    const grant_types = ['authorization_code', 'implicit'].filter(
      (grant) => grant === 'implicit' || response_types.some((type) => type.includes('code')),
    );
    const client = await registerForAll(portico, { response_types, grant_types });
    for (const type of response_types)
      expect(received(await ask(type, {}, client))).not.toHaveProperty('error');
    for (const type of others) {
      expect(received(await ask(type, {}, client)), type).toMatchObject({ error: 'unauthorized_client' });
    }
  });

  it('nor when an administrator took it back while the person was at the sign-in page', async () => {
    const client = await registerForAll(portico);
    browser = new TestBrowser(portico.url);
    const page = await ask('id_token token', {}, client);
    expect(shown(page)).toBe('sign-in');
    const code = { grant_types: ['authorization_code'], response_types: ['code'] };
    await portico.get(ClientService).patch(client.client.client_id, undefined, code, { actor: 'system' });
    expectRefusal(await browser.signIn(page, person), 'unauthorized_client');
  });

  it('is what the admin API warns of', async () => {
    const { warnings } = await portico.admin.call<{ warnings: string[] }>(
      'GET',
      `/clients/${party.client.client_id}/rules`,
    );
    expect(warnings.join()).toContain('RFC 9700 §2.1.2');
  });
});

describe('OpenID Connect Core 1.0 §3: response types that there are not', () => {
  it.each(['token', 'none', 'code none', 'id_token id_token', 'code token token'])(
    '%s: is refused, to whomever',
    async (type) => {
      for (const by of [party, plain]) {
        expect(received(await ask(type, {}, by))).toMatchObject({ error: 'unsupported_response_type' });
      }
    },
  );

  it('token alone: by fragment (RFC 6749 §4.2.2.1)', async () => {
    expectRefusal(await ask('token'), 'unsupported_response_type');
  });
});

describe('OAuth 2.0 Multiple Response Type Encoding Practices §3 and §5: never by query', () => {
  it.each([...FRONT_CHANNEL_TYPES, 'token', 'token id_token'])(
    '%s: query is refused, and the refusal itself goes by fragment',
    async (type) => {
      for (const by of [party, plain]) {
        const page = await ask(type, { response_mode: 'query', state: 's' }, by);
        expectRefusal(page, 'invalid_request');
        expect(received(page).state).toBe('s');
      }
    },
  );

  it.each([
    ['a mode that there is not', { response_mode: 'web_message' }, 'invalid_request'],
    ['a mode sent twice', { response_mode: ['query', 'query'] }, 'invalid_request'],
    ['a scope that the client may not have', { scope: 'openid admin:read' }, 'invalid_scope'],
    ['a request that is too long', { x: 'x'.repeat(16_000) }, 'invalid_request'],
    ['no request object', { request: 'e30.e30.' }, 'invalid_request_object'],
  ])('neither are errors: %s', async (_, changes, error) => {
    const form = requestOf(party, { response_type: 'code id_token', nonce: 'n', ...changes });
    const url = `${portico.url}/oauth2/authorize`;
    expectRefusal(await browser.request(url, { method: 'POST', body: form }), error);
  });

  it.each([[['code', 'id_token']], [['id_token', 'code']], [['id_token token', 'id_token token']]])(
    'nor is the refusal of a response_type sent twice: %j',
    async (response_type) => {
      expectRefusal(await ask('', { response_type }), 'invalid_request');
    },
  );

  it('a request without response_type is answered by query [oidcc-response-type-missing]', async () => {
    const { location } = await ask('', { response_type: undefined });
    expect(location).toMatch(/callback\?error=invalid_request&/);
  });

  it('and code keeps to the query', async () => {
    expect((await ask('code')).location).toMatch(/callback\?code=/);
  });
});

describe('RFC 9207 §2, RFC 9700 §4.4: the client can tell whose answer it is, and which parts are', () => {
  it('iss is that of the ID token, in every answer', async () => {
    for (const type of FRONT_CHANNEL_TYPES) {
      const { iss, id_token } = received(await ask(type));
      expect(iss).toBe(portico.url);
      if (id_token !== undefined) expect(decodeJwt(id_token).iss).toBe(iss);
    }
  });

  it.each([
    '#access_token=forged',
    '&access_token=forged&id_token=forged',
    '%26access_token%3Dforged',
    'a#b&c',
  ])('state %j stays what it is: nothing in it becomes a member of the fragment', async (state) => {
    const { location } = await ask('id_token token', { state });
    expect(location?.split('#')).toHaveLength(2);
    const answer = new URLSearchParams(location?.split('#')[1]);
    expect(answer.getAll('state')).toEqual([state]);
    for (const name of ['access_token', 'id_token']) {
      expect(answer.getAll(name)).toEqual([expect.stringMatching(/^ey/)]);
    }
  });
});

describe('RFC 9126 §2: these response types by a pushed request', () => {
  const push = (form: Form, by = party) =>
    by.post('/oauth2/par', { ...Object.fromEntries(requestOf(by)), nonce: 'n', ...form });
  const bring = (request_uri: unknown, by = party) => {
    const query = formOf({ client_id: by.client.client_id, request_uri: String(request_uri) });
    return browser.open(`${portico.url}/oauth2/authorize?${query}`);
  };

  it.each(FRONT_CHANNEL_TYPES)('%s: is answered once', async (response_type) => {
    const { body } = await push({ response_type, state: 's' });
    const page = await bring(body.request_uri);
    expect(page.location).toMatch(/callback#/);
    expect(received(page)).toMatchObject({ state: 's', iss: portico.url });
    const again = await expectErrorPage(portico, await bring(body.request_uri));
    expect([again.error, again.rule]).toEqual(['invalid_request_uri', 'pushed_request.spent']);
  });

  it.each([
    ['query', { response_type: 'code id_token', response_mode: 'query' }, 'invalid_request'],
    ['no nonce', { response_type: 'id_token', nonce: undefined }, 'invalid_request'],
    ['token alone', { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s: is refused when it is pushed', async (_, form, error) => {
    const { status, body } = await push(form);
    expect([status, body.error]).toEqual([400, error]);
  });

  it('is refused to a client that is not registered for it', async () => {
    expect((await push({ response_type: 'id_token' }, plain)).body.error).toBe('unauthorized_client');
  });
});

describe('OpenID Connect Core 1.0 §6.1: these response types by a request object', () => {
  let signing: RelyingParty;
  let key: CryptoKey;
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'r', alg: 'ES256' };
    [key, signing] = [privateKey, await registerForAll(portico, { jwks: { keys: [jwk] } })];
  });

  const signed = (claims: object) =>
    new SignJWT({ iss: signing.client.client_id, aud: portico.url, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'r' })
      .sign(key);
  const by = async (outside: Form, inside: object) =>
    ask('', { response_type: undefined, ...outside, request: await signed(inside) }, signing);

  it.each([
    ['code id_token', 'code id_token'],
    ['id_token code', 'code id_token'],
    ['token code id_token', 'code id_token token'],
  ])('%j outside is %j inside: the order of the words does not matter', async (outside, inside) => {
    const page = await by({ response_type: outside }, { response_type: inside });
    expect(received(page)).toHaveProperty('id_token');
  });

  it.each([
    ['code', 'id_token'],
    ['code id_token', 'code id_token token'],
    ['code id_token', 'code id_token id_token'],
  ])('%j outside and %j inside contradict each other', async (outside, inside) => {
    const page = await by({ response_type: outside }, { response_type: inside });
    expect(received(page)).toMatchObject({ error: 'invalid_request_object' });
    expect(answerOf(page).has('id_token')).toBe(false);
  });

  it('query outside does not bring tokens by query, nor does query inside', async () => {
    expectRefusal(await by({ response_mode: 'query' }, { response_type: 'id_token' }), 'invalid_request');
    const inside = { response_type: 'id_token', response_mode: 'query' };
    expectRefusal(await by({ response_mode: 'fragment' }, inside), 'invalid_request');
  });

  it('the nonce inside is the one that counts', async () => {
    const page = await by({ nonce: 'outside' }, { response_type: 'id_token', nonce: 'inside' });
    expect(decodeJwt(String(received(page).id_token)).nonce).toBe('inside');
  });
});

describe('A session that ends while its request is under way', () => {
  const grants = () =>
    portico.get(Database).rows('SELECT grant_id FROM grants WHERE account_id = ?', [person.account.id]);

  it.each(FRONT_CHANNEL_TYPES)('%s: brings nothing, and leaves nothing', async (type) => {
    const subjects = portico.get(SubjectIdentifiers);
    const [of, before] = [subjects.of.bind(subjects), await grants()];
    let asked = 0;
    vi.spyOn(subjects, 'of').mockImplementation(async (account, client) => {
      asked += 1;
      // The second time is between the decision and the tokens.
      if (asked === 2) await portico.get(Sessions).endAllOf(person.account.id);
      return of(account, client);
    });
    expectRefusal(await ask(type, { state: 's' }), 'login_required');
    expect(asked).toBe(2);
    expect(await grants()).toHaveLength(before.length);
  });
});
