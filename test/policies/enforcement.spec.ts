import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { aPolicy, EVERYTHING, give } from './writing-policies.js';

const SCOPE = 'openid offline_access permissions';
const NOTES = { rules: [{ name: 'notes', resource: { type: 'note' }, actions: ['read', 'update'] }] };
const ELSEWHERE = { ...EVERYTHING, entry: { networks: ['192.0.2.0/24'] } };
const HERE = { ...EVERYTHING, entry: { networks: ['127.0.0.0/8', '::1'] } };

let portico: TestPortico;
let party: RelyingParty;
let person: TestPerson;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());
beforeEach(async () => {
  party = await RelyingParty.register(portico, { scope: SCOPE, require_pkce: false });
  person = await createPerson(portico);
  browser = new TestBrowser(portico.url);
});

const ofClient = () => `/clients/${party.client.client_id}`;
const ofPerson = () => `/users/${person.account.id}`;
const permissionsIn = (token: unknown) => decodeJwt(String(token)).permissions;

describe('Access policies at the authorization endpoint', () => {
  it.each([
    ['the client', ofClient],
    ['the person', ofPerson],
  ])('%s that no policy admits gets access_denied, and no code', async (_, to) => {
    await give(portico, to(), await aPolicy(portico, ELSEWHERE));
    const answer = await party.authorize(browser, { scope: SCOPE }, person);
    expect([answer.get('error'), answer.get('code')]).toEqual(['access_denied', null]);
    expect(answer.get('iss')).toBe(portico.url);
  });

  it('one that had a policy and has none is denied until it is said to be unrestricted', async () => {
    await give(portico, ofClient(), await aPolicy(portico));
    expect((await party.authorize(browser, { scope: SCOPE }, person)).get('code')).toBeTruthy();
    await give(portico, ofClient());
    expect((await party.authorize(browser, { scope: SCOPE }, person)).get('error')).toBe('access_denied');
    const unrestricted = { access_policies: [], unrestricted: true };
    await portico.admin.call('PUT', `${ofClient()}/access`, unrestricted);
    expect((await party.authorize(browser, { scope: SCOPE }, person)).get('code')).toBeTruthy();
  });

  it('tells administrators which policy did not count, and why', async () => {
    await give(portico, ofPerson(), await aPolicy(portico, ELSEWHERE));
    await party.authorize(browser, { scope: SCOPE }, person);
    await expect
      .poll(async () => portico.admin.call('GET', `/refusals?client_id=${party.client.client_id}`))
      .toMatchObject({ items: [{ rule: 'access_policy.person', facts: { network: expect.any(String) } }] });
  });
});

describe('Access policies at the token endpoint', () => {
  it('hold for a code that was given before they changed', async () => {
    const code = await party.code(browser, { scope: SCOPE }, person);
    await give(portico, ofPerson(), await aPolicy(portico, ELSEWHERE));
    expect((await party.redeem(code)).body.error).toBe('invalid_grant');
  });

  it('hold at refresh: a change takes effect with the next one, and back', async () => {
    const { refresh_token } = await party.tokens(browser, { scope: SCOPE }, person);
    await give(portico, ofPerson(), await aPolicy(portico, ELSEWHERE));
    const refused = await party.token({ grant_type: 'refresh_token', refresh_token: String(refresh_token) });
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_grant']);
    await give(portico, ofPerson(), await aPolicy(portico, NOTES));
    const given = await party.token({ grant_type: 'refresh_token', refresh_token: String(refresh_token) });
    expect(given.status).toBe(200);
    expect(permissionsIn(given.body.access_token)).toEqual([
      { resource: 'note', actions: ['read', 'update'] },
    ]);
  });

  it('are the client’s alone where it acts for itself', async () => {
    const ask = () => party.token({ grant_type: 'client_credentials' });
    await give(portico, ofClient(), await aPolicy(portico, HERE));
    expect((await ask()).status).toBe(200);
    await give(portico, ofClient(), await aPolicy(portico, ELSEWHERE));
    expect((await ask()).body.error).toBe('unauthorized_client');
  });

  it('shorten the life of an access token, never lengthen it', async () => {
    const entry = { access_token_lifetime: 60 };
    await give(portico, ofPerson(), await aPolicy(portico, { ...EVERYTHING, entry }));
    const { expires_in } = await party.tokens(browser, { scope: SCOPE }, person);
    expect(expires_in).toBe(60);
    const longer = { access_token_lifetime: 86_400 };
    await give(portico, ofPerson(), await aPolicy(portico, { ...EVERYTHING, entry: longer }));
    const other = await party.tokens(new TestBrowser(portico.url), { scope: SCOPE }, person);
    expect(other.expires_in).toBe(600);
  });
});

describe('The permissions claim', () => {
  it('is what both the person’s and the client’s policies allow, and only with the scope', async () => {
    const onlyRead = { rules: [{ name: 'read', resource: { type: '*' }, actions: ['read'] }] };
    await give(portico, ofPerson(), await aPolicy(portico, NOTES));
    await give(portico, ofClient(), await aPolicy(portico, onlyRead));
    const tokens = await party.tokens(browser, { scope: SCOPE }, person);
    expect(permissionsIn(tokens.access_token)).toEqual([{ resource: 'note', actions: ['read'] }]);
    const { body } = await party.introspect(String(tokens.access_token));
    expect(body.permissions).toEqual([{ resource: 'note', actions: ['read'] }]);
    const plain = await party.tokens(new TestBrowser(portico.url), { scope: 'openid' }, person);
    expect(permissionsIn(plain.access_token)).toBeUndefined();
  });

  it('above 4 kB is only told by introspection', async () => {
    const rules = Array.from({ length: 150 }, (_, n) => ({
      name: `rule ${n}`,
      resource: { type: `a-rather-long-type-of-resource-${n}` },
      actions: ['read'],
    }));
    await give(portico, ofPerson(), await aPolicy(portico, { rules }));
    const tokens = await party.tokens(browser, { scope: SCOPE }, person);
    const claims = decodeJwt(String(tokens.access_token));
    expect([claims.permissions, claims.permissions_omitted]).toEqual([undefined, true]);
    const { body } = await party.introspect(String(tokens.access_token));
    expect(body.permissions).toHaveLength(150);
  });

  it('fills in what is said of the person and at the assignment, and is no way to inject anything', async () => {
    const policy_id = await aPolicy(portico, {
      parameters: [{ name: 'region', type: 'text' }],
      rules: [
        {
          name: 'own',
          resource: {
            type: 'note',
            where: [
              { attribute: 'owner', operator: 'equals', value: { variable: 'person.id' } },
              { attribute: 'region', operator: 'equals', value: { variable: 'parameter.region' } },
            ],
          },
          actions: ['read'],
        },
      ],
    });
    const region = '"}]{"variable":"person.roles"}';
    await portico.admin.call('PUT', `${ofPerson()}/access`, {
      access_policies: [{ policy_id, parameters: { region } }],
    });
    const { access_token } = await party.tokens(browser, { scope: SCOPE }, person);
    expect(permissionsIn(access_token)).toEqual([
      {
        resource: 'note',
        actions: ['read'],
        where: [
          { attribute: 'owner', operator: 'equals', value: person.account.id },
          { attribute: 'region', operator: 'equals', value: region },
        ],
      },
    ]);
  });
});

describe('A change of a policy itself', () => {
  it('is in force with the next token', async () => {
    const id = await aPolicy(portico);
    await give(portico, ofClient(), id);
    expect((await party.token({ grant_type: 'client_credentials' })).status).toBe(200);
    const policy = await portico.admin.call<{ name: string }>('GET', `/access-policies/${id}`);
    const response = await portico.admin.fetch(`/access-policies/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({ name: policy.name, ...ELSEWHERE }),
    });
    expect(response.status).toBe(200);
    expect((await party.token({ grant_type: 'client_credentials' })).status).toBe(400);
  });
});
