import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { Sessions } from '#libs/sessions';
import { Grants } from '#libs/tokens';
import { allow, codesOf, DEVICE_CODE } from '../device/device.js';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, type Form, formOf, granted, RelyingParty } from '../support/relying-party.js';

/** Every grant that the token endpoint serves; discovery says when one is missing here. */
const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE] as const;
type GrantType = (typeof GRANT_TYPES)[number];

/** A client about to use a grant. */
interface Scene {
  readonly grant: GrantType;
  readonly party: RelyingParty;
  readonly person: TestPerson;
  /** What it presents. */
  readonly form: Form;
}

/** `refused`, or why the rule can't be broken by this grant. */
type Cell = 'refused' | `not applicable: ${string}`;

interface Rule {
  readonly cells: Readonly<Record<GrantType, Cell>>;
  /** The answer once it is broken. */
  readonly answer: readonly [status: number, error: string];
  /** Where a grant has a word of its own for it. */
  readonly answers?: Readonly<Partial<Record<GrantType, readonly [status: number, error: string]>>>;
  /** The scope that the person gives; with offline_access unless told. */
  readonly scope?: string;
  /** Breaks it between the moment when the grant was given and its use. */
  readonly broken?: (scene: Scene) => Promise<unknown>;
  /** Breaks it by using the grant otherwise than the client should. */
  readonly misused?: (scene: Scene) => Promise<Answer>;
}

const EVERY_GRANT = {
  authorization_code: 'refused',
  refresh_token: 'refused',
  client_credentials: 'refused',
  [DEVICE_CODE]: 'refused',
} as const;
const WITH_A_PERSON = {
  ...EVERY_GRANT,
  client_credentials: 'not applicable: no person is behind it',
} as const;
const PRESENTED = {
  ...EVERY_GRANT,
  client_credentials: 'not applicable: the client presents nothing but its own authentication',
} as const;

/** Seconds that what is presented can be used in. */
const LIFETIMES: Readonly<Record<GrantType, number>> = {
  authorization_code: 60,
  refresh_token: 14 * 86_400,
  client_credentials: 0,
  [DEVICE_CODE]: 600,
};

let portico: TestPortico;
const system = { actor: 'system' } as const;
const clients = () => portico.get(ClientService);

const RULES: Readonly<Record<string, Rule>> = {
  'the account is disabled': {
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    broken: ({ person }) => portico.get(Accounts).disable(person.account.id),
  },
  'the account is deleted': {
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    broken: ({ person }) => portico.get(Accounts).delete(person.account.id),
  },
  'the person has signed out': {
    cells: { ...WITH_A_PERSON, refresh_token: 'not applicable: offline_access outlives the session' },
    answer: [400, 'invalid_grant'],
    scope: 'openid',
    broken: ({ person }) => portico.get(Sessions).endAllOf(person.account.id),
  },
  'the client is disabled': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    broken: ({ party: { client } }) => clients().setStatus(client.client_id, undefined, 'disabled', system),
  },
  'the client is deleted': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    broken: async ({ party: { client } }) => clients().delete(client.client_id, undefined, system),
  },
  'the grant is not registered any more': {
    cells: EVERY_GRANT,
    answer: [400, 'unauthorized_client'],
    broken: async ({ grant, party: { client } }) => {
      const codeFlow = { grant_types: ['authorization_code'], response_types: ['code'] };
      const machine = { grant_types: ['client_credentials'], response_types: [] };
      const without = grant === 'authorization_code' ? machine : codeFlow;
      await clients().patch(client.client_id, undefined, without, system);
    },
  },
  'a scope of the grant is taken from the client': {
    cells: EVERY_GRANT,
    answer: [400, 'invalid_scope'],
    broken: ({ party: { client } }) =>
      clients().patch(client.client_id, undefined, { scope: 'openid offline_access' }, system),
  },
  'more scope is asked for than may be had': {
    cells: {
      ...EVERY_GRANT,
      authorization_code: 'not applicable: its token request has no scope (RFC 6749 §4.1.3)',
      [DEVICE_CODE]: 'not applicable: its token request has no scope (RFC 8628 §3.4)',
    },
    answer: [400, 'invalid_scope'],
    misused: ({ party, form }) => party.token({ ...form, scope: 'openid phone admin:write' }),
  },
  'the client authentication fails': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) => party.token(form, { headers: { authorization: party.basic('wrong') } }),
  },
  'the client only says its name': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) =>
      withoutAuthentication(party, { ...form, client_id: party.client.client_id }),
  },
  'the client says nothing of itself': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) => withoutAuthentication(party, form),
  },
  'the secret is retired': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    broken: async ({ party: { client } }) => {
      await clients().rotateSecret(client.client_id, undefined, system);
      await clients().retireSecret(client.client_id, String(client.secrets[0]?.id), undefined, system);
    },
  },
  'the client authenticates by a method that it is not registered for': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) =>
      withoutAuthentication(party, {
        ...form,
        client_id: party.client.client_id,
        client_secret: party.client_secret,
      }),
  },
  'another client uses it': {
    cells: PRESENTED,
    answer: [400, 'invalid_grant'],
    misused: async ({ form, party: { client } }) => {
      const { grant_types } = client;
      return (await RelyingParty.register(portico, { grant_types })).token(form);
    },
  },
  'it has expired': {
    cells: PRESENTED,
    answer: [400, 'invalid_grant'],
    answers: { [DEVICE_CODE]: [400, 'expired_token'] },
    broken: async ({ grant }) => moveClock(portico, LIFETIMES[grant] + 1),
  },
  'it is used again': {
    cells: PRESENTED,
    answer: [400, 'invalid_grant'],
    broken: async ({ party, form }) => {
      granted(await party.token(form));
      moveClock(portico, 11);
    },
  },
  'it was never issued': {
    cells: PRESENTED,
    answer: [400, 'invalid_grant'],
    misused: ({ party, form }) =>
      party.token({
        ...form,
        code: 'x'.repeat(43),
        refresh_token: 'x'.repeat(43),
        device_code: 'x'.repeat(43),
      }),
  },
  'the grant is revoked': {
    cells: {
      ...EVERY_GRANT,
      client_credentials: 'not applicable: the client may always ask anew; only what it holds ends',
    },
    answer: [400, 'invalid_grant'],
    broken: ({ person }) => portico.get(Grants).revokeOf({ account_id: person.account.id }),
  },
  'the consent is revoked': {
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    broken: ({ person, party }) =>
      portico.get(Consents).revoke(person.account.id, party.client.client_id, 'system'),
  },
  'the code_verifier is another': {
    cells: {
      authorization_code: 'refused',
      refresh_token: 'not applicable: PKCE binds the code alone (RFC 7636)',
      client_credentials: 'not applicable: PKCE binds the code alone (RFC 7636)',
      [DEVICE_CODE]: 'not applicable: PKCE binds the code alone (RFC 7636)',
    },
    answer: [400, 'invalid_grant'],
    misused: ({ party, form }) => party.token({ ...form, code_verifier: 'x'.repeat(43) }),
  },
};

beforeAll(async () => {
  portico = await startPortico();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

function withoutAuthentication(party: RelyingParty, form: Form): Promise<Answer> {
  return party.fetch('/oauth2/token', { method: 'POST', body: formOf(form) });
}

async function sceneOf(grant: GrantType, rule: Rule): Promise<Scene> {
  const party = await RelyingParty.register(portico, {
    scope: 'openid email offline_access api',
    require_consent: true,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE],
  });
  const person = await createPerson(portico);
  const scope = rule.scope ?? 'openid email offline_access';
  const scene = { grant, party, person };
  if (grant === 'client_credentials') return { ...scene, form: { grant_type: grant, scope: 'api' } };
  if (grant === DEVICE_CODE) {
    const codes = await codesOf(party, { scope });
    await allow(new TestBrowser(portico.url), person, codes);
    return { ...scene, form: { grant_type: grant, device_code: codes.device_code } };
  }
  const code = await party.code(new TestBrowser(portico.url), { scope }, person);
  if (grant === 'authorization_code') return { ...scene, form: { grant_type: grant, ...code } };
  const { refresh_token } = granted(await party.redeem(code));
  return { ...scene, form: { grant_type: grant, refresh_token } };
}

describe('Every grant and every rule', () => {
  it('has a column for each grant that is served', async () => {
    const response = await fetch(`${portico.url}/.well-known/openid-configuration`);
    const { grant_types_supported } = (await response.json()) as { grant_types_supported: string[] };
    expect([...GRANT_TYPES].toSorted()).toEqual(grant_types_supported.toSorted());
  });

  it('has a cell for each rule and grant; one that is not applicable says why', () => {
    for (const [name, { cells }] of Object.entries(RULES)) {
      for (const grant of GRANT_TYPES) {
        expect(cells[grant], `${name} × ${grant}`).toMatch(/^refused$|^not applicable: .{10,}/);
      }
    }
  });

  it.each(GRANT_TYPES)('breaks nothing by itself: %s succeeds', async (grant) => {
    const { party, form } = await sceneOf(grant, RULES['the account is disabled'] as Rule);
    expect((await party.token(form)).status).toBe(200);
  });
});

describe.each(Object.entries(RULES))('%s', (_, rule) => {
  const applicable = GRANT_TYPES.filter((grant) => rule.cells[grant] === 'refused');

  it.each(applicable)('%s is refused', async (grant) => {
    const scene = await sceneOf(grant, rule);
    await rule.broken?.(scene);
    const { status, body } = await (rule.misused?.(scene) ?? scene.party.token(scene.form));
    expect([status, body.error]).toEqual(rule.answers?.[scene.grant] ?? rule.answer);
  });
});
