import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { Sessions } from '#libs/sessions';
import { Grants } from '#libs/tokens';
import { allow, codesOf, DEVICE_CODE } from '../device/device.js';
import { answerOf, requestOf, shown } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { expectErrorPage } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, type Form, formOf, granted, RelyingParty } from '../support/relying-party.js';

/** Every grant that is served, `implicit` by the authorization endpoint; discovery says when one is missing here. */
const GRANT_TYPES = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  DEVICE_CODE,
  'implicit',
] as const;
type GrantType = (typeof GRANT_TYPES)[number];

/** A client about to use a grant. */
interface Scene {
  readonly grant: GrantType;
  readonly party: RelyingParty;
  readonly person: TestPerson;
  /** Where the person has signed in, and agreed. */
  readonly browser: TestBrowser;
  /** What it presents at the token endpoint; of `implicit`, the authorization request. */
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
  /** Where the code has it, of `libs/tokens/src/rules`, if it is one of those that hold for every grant. */
  readonly file?: string;
  /** The scope that the person gives; with offline_access unless told. */
  readonly scope?: string;
  /** The resource that is asked for; none unless told. */
  readonly resource?: string;
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
  implicit: 'refused',
} as const;
const WITH_A_PERSON = {
  ...EVERY_GRANT,
  client_credentials: 'not applicable: no person is behind it',
} as const;
const PRESENTED = {
  ...EVERY_GRANT,
  client_credentials: 'not applicable: the client presents nothing but its own authentication',
  implicit: 'not applicable: the client presents nothing; the person’s browser does',
} as const;
const AUTHENTICATED = {
  ...EVERY_GRANT,
  implicit: 'not applicable: no client authenticates at the authorization endpoint',
} as const;
const UNKNOWN_TO_SESSION = { implicit: [400, 'login_required'] } as const;
/** What the client may ask for. RFC 8707 */
const RESOURCE = 'https://api.example/';
/** Access by policies, of which there is none. */
const NOTHING = { unrestricted: false, access_policies: [] };
const ON_A_PAGE = { implicit: [400, 'an error page'] } as const;

/** Seconds that what is presented can be used in. */
const LIFETIMES: Readonly<Record<GrantType, number>> = {
  authorization_code: 60,
  refresh_token: 14 * 86_400,
  client_credentials: 0,
  [DEVICE_CODE]: 600,
  implicit: 0,
};

let portico: TestPortico;
const system = { actor: 'system' } as const;
const clients = () => portico.get(ClientService);

const RULES: Readonly<Record<string, Rule>> = {
  'the account is disabled': {
    file: 'account-enabled.rule.ts',
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    answers: UNKNOWN_TO_SESSION,
    broken: ({ person }) => portico.get(Accounts).disable(person.account.id),
  },
  'the account is deleted': {
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    answers: UNKNOWN_TO_SESSION,
    broken: ({ person }) => portico.get(Accounts).delete(person.account.id),
  },
  'the person has signed out': {
    cells: { ...WITH_A_PERSON, refresh_token: 'not applicable: offline_access outlives the session' },
    answer: [400, 'invalid_grant'],
    answers: UNKNOWN_TO_SESSION,
    scope: 'openid',
    broken: ({ person }) => portico.get(Sessions).endAllOf(person.account.id),
  },
  'the client is disabled': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    answers: ON_A_PAGE,
    broken: ({ party: { client } }) => clients().setStatus(client.client_id, undefined, 'disabled', system),
  },
  'the client is deleted': {
    cells: EVERY_GRANT,
    answer: [401, 'invalid_client'],
    answers: ON_A_PAGE,
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
  'no access policy of the client allows it': {
    file: 'access-policy.rule.ts',
    cells: EVERY_GRANT,
    answer: [400, 'invalid_grant'],
    answers: { client_credentials: [400, 'unauthorized_client'], implicit: [400, 'access_denied'] },
    broken: ({ party: { client } }) =>
      portico.admin.call('PUT', `/clients/${client.client_id}/access`, NOTHING),
  },
  'no access policy of the person allows it': {
    file: 'access-policy.rule.ts',
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    answers: { implicit: [400, 'access_denied'] },
    broken: ({ person }) => portico.admin.call('PUT', `/users/${person.account.id}/access`, NOTHING),
  },
  'a scope of the grant is taken from the client': {
    file: 'scope-allowed.rule.ts',
    cells: EVERY_GRANT,
    answer: [400, 'invalid_scope'],
    broken: ({ party: { client } }) =>
      clients().patch(client.client_id, undefined, { scope: 'openid offline_access' }, system),
  },
  'a resource of the grant is taken from the client': {
    file: 'requested-resource.ts',
    cells: EVERY_GRANT,
    answer: [400, 'invalid_target'],
    resource: RESOURCE,
    broken: ({ party: { client } }) =>
      clients().patch(client.client_id, undefined, { allowed_resources: null }, system),
  },
  'another resource is asked for than may be had': {
    file: 'requested-resource.ts',
    cells: EVERY_GRANT,
    answer: [400, 'invalid_target'],
    misused: (scene) => present({ ...scene, form: { ...scene.form, resource: 'https://other.example/' } }),
  },
  'more scope is asked for than may be had': {
    file: 'requested-scope.ts',
    cells: {
      ...EVERY_GRANT,
      authorization_code: 'not applicable: its token request has no scope (RFC 6749 §4.1.3)',
      [DEVICE_CODE]: 'not applicable: its token request has no scope (RFC 8628 §3.4)',
    },
    answer: [400, 'invalid_scope'],
    misused: (scene) => present({ ...scene, form: { ...scene.form, scope: 'openid phone admin:write' } }),
  },
  'the client authentication fails': {
    cells: AUTHENTICATED,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) => party.token(form, { headers: { authorization: party.basic('wrong') } }),
  },
  'the client only says its name': {
    cells: AUTHENTICATED,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) =>
      withoutAuthentication(party, { ...form, client_id: party.client.client_id }),
  },
  'the client says nothing of itself': {
    cells: AUTHENTICATED,
    answer: [401, 'invalid_client'],
    misused: ({ party, form }) => withoutAuthentication(party, form),
  },
  'the secret is retired': {
    cells: AUTHENTICATED,
    answer: [401, 'invalid_client'],
    broken: async ({ party: { client } }) => {
      await clients().rotateSecret(client.client_id, undefined, system);
      await clients().retireSecret(client.client_id, String(client.secrets[0]?.id), undefined, system);
    },
  },
  'the client authenticates by a method that it is not registered for': {
    cells: AUTHENTICATED,
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
      implicit: 'not applicable: the person gives a new one; only what was issued ends',
    },
    answer: [400, 'invalid_grant'],
    broken: ({ person }) => portico.get(Grants).revokeOf({ account_id: person.account.id }),
  },
  'the consent is revoked': {
    cells: WITH_A_PERSON,
    answer: [400, 'invalid_grant'],
    answers: { implicit: [400, 'consent_required'] },
    broken: ({ person, party }) =>
      portico.get(Consents).revoke(person.account.id, party.client.client_id, 'system'),
  },
  'the code_verifier is another': {
    cells: {
      authorization_code: 'refused',
      refresh_token: 'not applicable: PKCE binds the code alone (RFC 7636)',
      client_credentials: 'not applicable: PKCE binds the code alone (RFC 7636)',
      [DEVICE_CODE]: 'not applicable: PKCE binds the code alone (RFC 7636)',
      implicit: 'not applicable: PKCE binds the code alone (RFC 7636)',
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

/** Uses the grant as the client should; of `implicit`, in the words of a direct answer. */
async function present({ grant, party, browser, form }: Scene): Promise<Answer> {
  if (grant !== 'implicit') return party.token(form);
  const page = await browser.open(`${portico.url}/oauth2/authorize?${requestOf(party, form)}`);
  const { headers, text, location } = page;
  if (location === undefined) {
    expect(shown(page)).toBe('error');
    await expectErrorPage(portico, page);
    return { status: 400, headers, text, body: { error: 'an error page' } };
  }
  expect(new URL(location)).toMatchObject({ search: '', hash: expect.stringMatching(/^#./) });
  const body = Object.fromEntries(answerOf(page));
  return { status: 'error' in body ? 400 : 200, headers, text, body };
}

async function sceneOf(grant: GrantType, rule: Rule): Promise<Scene> {
  const party = await RelyingParty.register(portico, {
    scope: 'openid email offline_access api',
    require_consent: true,
    grant_types: [...GRANT_TYPES],
    response_types: ['code', 'id_token token'],
    allowed_resources: [RESOURCE],
  });
  const person = await createPerson(portico);
  const browser = new TestBrowser(portico.url);
  const { scope = 'openid email offline_access', resource } = rule;
  const asked = { scope, ...(resource !== undefined && { resource }) };
  const scene = { grant, party, person, browser };
  if (grant === 'client_credentials')
    return { ...scene, form: { ...asked, grant_type: grant, scope: 'api' } };
  if (grant === DEVICE_CODE) {
    const codes = await codesOf(party, asked);
    await allow(browser, person, codes);
    return { ...scene, form: { grant_type: grant, device_code: codes.device_code } };
  }
  const code = await party.code(browser, asked, person);
  if (grant === 'authorization_code') return { ...scene, form: { grant_type: grant, ...code } };
  if (grant === 'implicit') {
    const form = { response_type: 'id_token token', nonce: 'n', prompt: 'none', ...asked };
    return { ...scene, form };
  }
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

  it('has a row for each rule that the code applies to every grant', () => {
    const folder = new URL('../../libs/tokens/src/rules/', import.meta.url);
    const apply = ['index.ts', 'issuance-rules.ts'];
    const files = readdirSync(folder).filter((file) => !file.endsWith('.spec.ts') && !apply.includes(file));
    const named = Object.values(RULES).flatMap(({ file }) => file ?? []);
    expect([...new Set(named)].toSorted()).toEqual(files.toSorted());
  });

  it.each(GRANT_TYPES)('breaks nothing by itself: %s succeeds', async (grant) => {
    const scene = await sceneOf(grant, RULES['the account is disabled'] as Rule);
    expect(await present(scene)).toMatchObject({ status: 200, body: { access_token: expect.any(String) } });
  });
});

describe.each(Object.entries(RULES))('%s', (_, rule) => {
  const applicable = GRANT_TYPES.filter((grant) => rule.cells[grant] === 'refused');

  it.each(applicable)('%s is refused', async (grant) => {
    const scene = await sceneOf(grant, rule);
    await rule.broken?.(scene);
    const { status, body } = await (rule.misused?.(scene) ?? present(scene));
    expect([status, body.error]).toEqual(rule.answers?.[scene.grant] ?? rule.answer);
  });
});
