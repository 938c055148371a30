import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { aPolicy, give } from './writing-policies.js';

const READS_NOTES = {
  rules: [{ name: 'notes', resource: { type: 'note' }, actions: ['read'] }],
};
const SCOPE = 'openid profile email permissions';

let portico: TestPortico;
let party: RelyingParty;
let person: TestPerson;
beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { scope: SCOPE });
  person = await createPerson(portico, { name: 'Ada', email_verified: true });
  await give(portico, `/users/${person.account.id}`, await aPolicy(portico, READS_NOTES));
});
afterAll(() => portico.close());

interface Simulated {
  readonly claims: { access_token: { permissions?: unknown }; id_token: object; userinfo: object };
}

const simulate = (asked: object) =>
  portico.admin.call<Simulated>('POST', '/access-policies/simulate', {
    client_id: party.client.client_id,
    ...asked,
  });
const refused = async (asked: object) => {
  const response = await portico.admin.fetch('/access-policies/simulate', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: party.client.client_id, ...asked }),
  });
  return { status: response.status, body: (await response.json()) as { errors?: { field: string }[] } };
};

describe('POST /access-policies/simulate', () => {
  it('tells the very claims that the tokens then hold, and gives no token', async () => {
    const answer = await simulate({ user_id: person.account.id, scope: SCOPE });
    expect(answer).toMatchObject({ allowed: true, refusal: null });
    const tokens = await party.tokens(new TestBrowser(portico.url), { scope: SCOPE }, person);
    for (const [told, token] of [
      [answer.claims.access_token, tokens.access_token],
      [answer.claims.id_token, tokens.id_token],
    ] as const) {
      const issued = decodeJwt(String(token));
      for (const [name, value] of Object.entries(told as object)) {
        if (!['iat', 'exp', 'auth_time', 'sid'].includes(name))
          expect([name, issued[name]]).toEqual([name, value]);
      }
    }
    expect(answer.claims.access_token.permissions).toEqual(
      decodeJwt(String(tokens.access_token)).permissions,
    );
    expect(answer.claims.userinfo).toMatchObject({ name: 'Ada', email: person.email });
    expect(JSON.stringify(answer)).not.toMatch(/eyJ[\w-]{20,}\./);
  });

  it('decides about a resource, and names the rule', async () => {
    const about = (type: string, action: string) =>
      simulate({ user_id: person.account.id, resource: { type, id: '1' }, action });
    expect(await about('note', 'read')).toMatchObject({
      allowed: true,
      rule: expect.stringContaining('notes'),
    });
    expect(await about('note', 'delete')).toMatchObject({ allowed: false });
    expect(await about('order', 'read')).toMatchObject({ allowed: false });
  });

  it('heeds the network and the time that are asked about', async () => {
    const inside = await RelyingParty.register(portico, { scope: SCOPE });
    const policy = {
      entry: { networks: ['192.0.2.0/24'], valid_until: 1_900_000_000 },
      rules: READS_NOTES.rules,
    };
    await give(portico, `/clients/${inside.client.client_id}`, await aPolicy(portico, policy));
    const ask = (more: object) =>
      simulate({ client_id: inside.client.client_id, user_id: person.account.id, ...more });
    expect(await ask({ network: '192.0.2.7' })).toMatchObject({ allowed: true });
    expect(await ask({ network: '198.51.100.7' })).toMatchObject({ allowed: false, claims: null });
    expect(await ask({ network: '::ffff:192.0.2.7' })).toMatchObject({ allowed: true });
    expect(await ask({ network: '192.0.2.7', time: 1_900_000_001 })).toMatchObject({ allowed: false });
  });

  it('says why nothing would be issued, as the token endpoint would', async () => {
    const gone = await createPerson(portico);
    await portico.admin.call('POST', `/users/${gone.account.id}/disable`);
    expect(await simulate({ user_id: gone.account.id })).toMatchObject({
      allowed: false,
      claims: null,
      refusal: { rule: 'account.enabled' },
    });
  });

  it('lets a client act for itself where no person is named', async () => {
    expect(await simulate({})).toMatchObject({ allowed: true, claims: { id_token: null, userinfo: null } });
  });

  it.each([
    [{ user_id: 'x' }, 400, 'user_id'],
    [{ network: 'x' }, 400, 'network'],
    [{ time: -1 }, 400, 'time'],
    [{ resource: 'x' }, 400, 'resource'],
    [{ resource: { type: '' } }, 400, 'resource.type'],
    [{ surprise: 1 }, 400, 'surprise'],
  ])('refuses %j', async (asked, status, field) => {
    const answer = await refused(asked);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field]);
  });

  it('knows nothing of a client or a person that isn’t there', async () => {
    expect((await refused({ client_id: 'nobody' })).status).toBe(404);
    expect((await refused({ user_id: '3f0c9a52-7c1e-4f0e-9d43-0b6c2f7a1e55' })).status).toBe(404);
  });
});
