import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { aPolicy, give } from './writing-policies.js';

const READS_OWN_REGION = {
  parameters: [{ name: 'region', type: 'text' }],
  rules: [
    {
      name: 'own region',
      resource: {
        type: 'invoice',
        where: [{ attribute: 'region', operator: 'equals', value: { variable: 'parameter.region' } }],
      },
      actions: ['read'],
      hidden_fields: ['iban'],
      read_only_fields: ['number'],
    },
  ],
};

let portico: TestPortico;
let api: RelyingParty;
let free: TestPerson;
let bound: TestPerson;
beforeAll(async () => {
  portico = await startPortico();
  api = await RelyingParty.register(portico, { client_name: 'Invoices' });
  free = await createPerson(portico);
  bound = await createPerson(portico);
  const policy_id = await aPolicy(portico, READS_OWN_REGION);
  await portico.admin.call('PUT', `/users/${bound.account.id}/access`, {
    access_policies: [{ policy_id, parameters: { region: 'north' } }],
  });
});
afterAll(() => portico.close());

const basic = (by: RelyingParty) => `Basic ${btoa(`${by.client.client_id}:${by.client_secret}`)}`;

async function ask(body: unknown, { path = 'evaluation', authorization = basic(api), headers = {} } = {}) {
  const response = await fetch(`${portico.url}/access/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

const question = (person: TestPerson, resource: object = {}, action = 'read') => ({
  subject: { type: 'user', id: person.account.sub },
  action: { name: action },
  resource: { type: 'invoice', id: '4711', properties: { region: 'north' }, ...resource },
});

describe('AuthZEN Authorization API 1.0 §6: one question', () => {
  it('is answered yes for who is unrestricted, in JSON that no cache keeps', async () => {
    const { status, headers, body } = await ask(question(free));
    expect([status, body]).toEqual([200, { decision: true }]);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('tells with a yes which fields stay hidden, and which may not be changed', async () => {
    expect((await ask(question(bound))).body).toEqual({
      decision: true,
      context: { hidden_fields: ['iban'], read_only_fields: ['number'] },
    });
  });

  it.each([
    ['another region', { properties: { region: 'south' } }, 'read'],
    ['no region', { properties: {} }, 'read'],
    ['another type', { type: 'order' }, 'read'],
    ['another action', {}, 'delete'],
  ])('is answered no, with a reason for administrators: %s', async (_, resource, action) => {
    const { body } = await ask(question(bound, resource, action));
    expect(body).toEqual({ decision: false, context: { reason_admin: { en: expect.any(String) } } });
  });

  it('is answered no about somebody unknown, and about a disabled person', async () => {
    const gone = await createPerson(portico);
    await portico.admin.call('POST', `/users/${gone.account.id}/disable`);
    expect((await ask(question(gone))).body.decision).toBe(false);
    const nobody = { ...question(free), subject: { type: 'user', id: 'nobody' } };
    expect((await ask(nobody)).body.decision).toBe(false);
    const group = { ...question(free), subject: { type: 'group', id: 'x' } };
    expect((await ask(group)).body.decision).toBe(false);
  });

  it('heeds the policies of the application through which the person acts', async () => {
    const narrow = await RelyingParty.register(portico);
    await give(portico, `/clients/${narrow.client.client_id}`, await aPolicy(portico, { rules: [] }));
    const through = { ...question(free), context: { client_id: narrow.client.client_id } };
    expect((await ask(through)).body.decision).toBe(false);
    const itself = { ...question(free), subject: { type: 'client', id: narrow.client.client_id } };
    expect((await ask(itself)).body.decision).toBe(false);
  });

  it('gives the request’s own name back (§10.1.5)', async () => {
    const { headers } = await ask(question(free), { headers: { 'x-request-id': 'abc-1' } });
    expect(headers.get('x-request-id')).toBe('abc-1');
  });

  it('takes a change of a policy into account at once', async () => {
    const person = await createPerson(portico);
    const path = `/users/${person.account.id}`;
    expect((await ask(question(person))).body.decision).toBe(true);
    await give(portico, path, await aPolicy(portico, { rules: [] }));
    expect((await ask(question(person))).body.decision).toBe(false);
    await portico.admin.call('PUT', `${path}/access`, { access_policies: [], unrestricted: true });
    expect((await ask(question(person))).body.decision).toBe(true);
  });
});

describe('AuthZEN Authorization API 1.0 §7: several questions', () => {
  const several = (options?: object) => ({
    subject: { type: 'user', id: bound.account.sub },
    action: { name: 'read' },
    evaluations: [
      { resource: { type: 'invoice', id: '1', properties: { region: 'north' } } },
      { resource: { type: 'invoice', id: '2', properties: { region: 'south' } } },
      { resource: {} },
      { resource: { type: 'invoice', id: '4', properties: { region: 'north' } } },
    ],
    ...(options && { options }),
  });
  const decisions = async (body: object) =>
    (await ask(body, { path: 'evaluations' })).body.evaluations.map(
      (one: { decision: boolean }) => one.decision,
    );

  it('are answered in their order, with the defaults of all, and one that is wrong spoils none', async () => {
    expect(await decisions(several())).toEqual([true, false, false, true]);
    const { body } = await ask(several(), { path: 'evaluations' });
    expect(body.evaluations[2].context.error).toEqual({
      status: 400,
      message: expect.stringContaining('resource'),
    });
  });

  it.each([
    ['deny_on_first_deny', [true, false]],
    ['permit_on_first_permit', [true]],
    ['execute_all', [true, false, false, true]],
  ])('stop as %s says', async (evaluations_semantic, expected) => {
    expect(await decisions(several({ evaluations_semantic }))).toEqual(expected);
  });

  it('are a single one where there is no list (§7.1)', async () => {
    expect((await ask(question(free), { path: 'evaluations' })).body).toEqual({ decision: true });
  });

  it.each([
    [{ evaluations: 'x' }],
    [{ evaluations: Array.from({ length: 101 }, () => ({})) }],
    [{ evaluations: [{}], options: { evaluations_semantic: 'some' } }],
  ])('are refused: %j', async (body) => {
    expect((await ask(body, { path: 'evaluations' })).body.error).toBe('invalid_request');
  });
});

describe('Who may ask', () => {
  it('a resource server by its own access token', async () => {
    const { body } = await api.token({ grant_type: 'client_credentials' });
    const authorization = `Bearer ${body.access_token}`;
    expect((await ask(question(free), { authorization })).body).toEqual({ decision: true });
  });

  it.each([
    ['nobody', ''],
    ['a wrong secret', `Basic ${btoa('management:wrong')}`],
    ['a token that is none', 'Bearer nonsense'],
  ])('not %s', async (_, authorization) => {
    const { status, headers } = await ask(question(free), { authorization });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBeTruthy();
  });
});

describe('A question that can’t be read', () => {
  it.each([
    ['an empty body', '{}'],
    [
      'a prototype',
      '{"subject":{"type":"user","id":"x","properties":{"__proto__":{"a":1}}},"action":{"name":"a"},"resource":{"type":"t","id":"i"}}',
    ],
    ['a list', '[]'],
    ['no JSON', '{'],
    [
      'a subject without an id',
      JSON.stringify({ subject: { type: 'user' }, action: { name: 'a' }, resource: { type: 't', id: 'i' } }),
    ],
    ['depth', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
    [
      'an action of 2 kB',
      JSON.stringify({
        subject: { type: 'user', id: 'x' },
        action: { name: 'a'.repeat(2000) },
        resource: { type: 't', id: 'i' },
      }),
    ],
  ])('%s: 400 that names what is wrong', async (_, body) => {
    const { status, body: answer } = await ask(body);
    expect([status, answer.error]).toEqual([400, 'invalid_request']);
    expect(answer.error_description).toBeTruthy();
  });
});

describe('AuthZEN Authorization API 1.0 §9: metadata', () => {
  it('says where to ask', async () => {
    const response = await fetch(`${portico.url}/.well-known/authzen-configuration`);
    expect(await response.json()).toEqual({
      policy_decision_point: portico.url,
      access_evaluation_endpoint: `${portico.url}/access/v1/evaluation`,
      access_evaluations_endpoint: `${portico.url}/access/v1/evaluations`,
    });
  });
});
