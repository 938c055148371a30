import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { Sessions } from '#libs/sessions';
import { Grants } from '#libs/tokens';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { granted, RelyingParty } from '../support/relying-party.js';

/** Everything that can be held and shown to Portico. */
const TOKENS = [
  'jwt',
  'opaque',
  'front-channel jwt',
  'front-channel opaque',
  'refresh',
  'machine jwt',
  'machine opaque',
] as const;
type Token = (typeof TOKENS)[number];

/** A token that is good now. */
interface Scene {
  readonly token: string;
  readonly party: RelyingParty;
  readonly person: TestPerson;
  readonly sid: string;
}

/** What becomes of it, or why the rule doesn't touch it. */
type Cell = 'ends' | `lives: ${string}`;

interface Rule {
  readonly cells: Readonly<Record<Token, Cell>>;
  readonly happens: (scene: Scene) => Promise<unknown>;
}

const EVERY_TOKEN = {
  jwt: 'ends',
  opaque: 'ends',
  'front-channel jwt': 'ends',
  'front-channel opaque': 'ends',
  refresh: 'ends',
  'machine jwt': 'ends',
  'machine opaque': 'ends',
} as const;
const NOBODY = 'lives: no person is behind it';
const OF_A_PERSON = { ...EVERY_TOKEN, 'machine jwt': NOBODY, 'machine opaque': NOBODY } as const;

let portico: TestPortico;
/** An API that asks about the tokens it is sent. */
let api: RelyingParty;
const system = { actor: 'system' } as const;

const RULES: Readonly<Record<string, Rule>> = {
  'the account is disabled': {
    cells: OF_A_PERSON,
    happens: ({ person }) => portico.get(Accounts).disable(person.account.id),
  },
  'the account is deleted': {
    cells: OF_A_PERSON,
    happens: ({ person }) => portico.get(Accounts).delete(person.account.id),
  },
  'the person signs out': {
    cells: { ...OF_A_PERSON, refresh: 'lives: offline_access outlives the session' },
    happens: ({ sid }) => portico.get(Sessions).end(sid),
  },
  'the person takes the consent back': {
    cells: OF_A_PERSON,
    happens: ({ person, party }) =>
      portico.get(Consents).revoke(person.account.id, party.client.client_id, 'system'),
  },
  'all grants of the person are revoked': {
    cells: OF_A_PERSON,
    happens: ({ person }) => portico.get(Grants).revokeOf({ account_id: person.account.id }),
  },
  'the client is disabled': {
    cells: EVERY_TOKEN,
    happens: ({ party: { client } }) =>
      portico.get(ClientService).setStatus(client.client_id, undefined, 'disabled', system),
  },
  'the client is deleted': {
    cells: EVERY_TOKEN,
    happens: ({ party: { client } }) =>
      portico.get(ClientService).delete(client.client_id, undefined, system),
  },
  'what the client holds for itself is ended': {
    cells: {
      jwt: 'lives: people gave it',
      opaque: 'lives: people gave it',
      'front-channel jwt': 'lives: people gave it',
      'front-channel opaque': 'lives: people gave it',
      refresh: 'lives: people gave it',
      'machine jwt': 'ends',
      'machine opaque': 'ends',
    },
    happens: ({ party: { client } }) => portico.get(ClientService).endMachineTokens(client.client_id, system),
  },
  'the client revokes it': {
    cells: EVERY_TOKEN,
    happens: ({ party, token }) => party.revoke(token),
  },
  'another client tries to revoke it': {
    cells: {
      jwt: 'lives: it is not theirs',
      opaque: 'lives: it is not theirs',
      'front-channel jwt': 'lives: it is not theirs',
      'front-channel opaque': 'lives: it is not theirs',
      refresh: 'lives: it is not theirs',
      'machine jwt': 'lives: it is not theirs',
      'machine opaque': 'lives: it is not theirs',
    },
    happens: ({ token }) => api.revoke(token),
  },
  'ten minutes pass': {
    cells: { ...EVERY_TOKEN, refresh: 'lives: it has fourteen days' },
    happens: async () => moveClock(portico, 601),
  },
  'fourteen days pass without its use': {
    cells: EVERY_TOKEN,
    happens: async () => moveClock(portico, 14 * 86_400 + 1),
  },
};

beforeAll(async () => {
  portico = await startPortico();
  api = await RelyingParty.register(portico);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

async function sceneOf(kind: Token): Promise<Scene> {
  const party = await RelyingParty.register(portico, {
    access_token_format: kind.endsWith('opaque') ? 'opaque' : 'jwt',
    require_consent: true,
    ...(kind.startsWith('front-channel') && {
      grant_types: ['authorization_code', 'implicit'],
      response_types: ['code id_token token'],
    }),
  });
  const person = await createPerson(portico);
  if (kind.startsWith('machine')) {
    const { access_token } = granted(await party.token({ grant_type: 'client_credentials' }));
    return { token: String(access_token), party, person, sid: '' };
  }
  if (kind.startsWith('front-channel')) {
    const hybrid = { response_type: 'code id_token token', nonce: 'n', code_challenge: 'x'.repeat(43) };
    const asked = { ...hybrid, code_challenge_method: 'S256' };
    const back = await party.authorize(new TestBrowser(portico.url), asked, person);
    const sid = String(decodeJwt(String(back.get('id_token'))).sid);
    return { token: String(back.get('access_token')), party, person, sid };
  }
  const scope = kind === 'refresh' ? 'openid offline_access' : 'openid';
  const tokens = await party.tokens(new TestBrowser(portico.url), { scope }, person);
  const token = String(kind === 'refresh' ? tokens.refresh_token : tokens.access_token);
  return { token, party, person, sid: String(decodeJwt(String(tokens.id_token)).sid) };
}

/** Asked as its holder would use it: a refresh token is known to its own client alone. */
async function isGood(kind: Token, { token, party }: Scene): Promise<boolean> {
  const { body } = await (kind === 'refresh' ? party : api).introspect(token);
  return body.active === true;
}

describe('Every token and every rule', () => {
  it('has a cell for each rule and token; one that lives says why', () => {
    for (const [name, { cells }] of Object.entries(RULES)) {
      for (const token of TOKENS) expect(cells[token], `${name} × ${token}`).toMatch(/^ends$|^lives: .{10,}/);
    }
  });
});

describe.each(Object.entries(RULES))('When %s', (_, rule) => {
  it.each(TOKENS)('%s', async (kind) => {
    const scene = await sceneOf(kind);
    expect(await isGood(kind, scene)).toBe(true);
    await rule.happens(scene);
    const lives = rule.cells[kind] !== 'ends';
    expect(await isGood(kind, scene)).toBe(lives);
    if (!kind.startsWith('machine') && kind !== 'refresh') {
      expect((await scene.party.userinfo(scene.token)).status).toBe(lives ? 200 : 401);
    }
  });
});

describe('When a scope is taken from the client', () => {
  it.each(['jwt', 'opaque'])('%s access tokens that hold it go on without', async (access_token_format) => {
    const party = await RelyingParty.register(portico, { access_token_format });
    const { access_token } = await party.tokens(new TestBrowser(portico.url), { scope: 'openid email' });
    expect((await party.userinfo(access_token)).body).toHaveProperty('email');
    await portico.get(ClientService).patch(party.client.client_id, undefined, { scope: 'openid' }, system);
    expect((await party.userinfo(access_token)).body).toEqual({ sub: expect.any(String) });
    expect((await api.introspect(access_token)).body).toMatchObject({ active: true, scope: 'openid' });
  });
});
