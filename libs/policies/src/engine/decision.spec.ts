import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { aClient, alice, allowing, applied, facts } from '../../test/some-access.js';
import { decide, type Question } from './decision.js';
import { permissionsOf } from './permissions.js';

const read = (type: string, properties: Record<string, unknown> = {}): Question => ({
  resource: { type, id: '1', properties },
  action: 'read',
});

describe('A decision', () => {
  it('is yes for those who are unrestricted', () => {
    expect(decide(facts(), read('invoice'))).toMatchObject({ allowed: true, rule: 'unrestricted' });
  });

  it('names the rule that allows, or the side that has none', () => {
    const client = aClient(applied(allowing('invoice', ['read'])));
    expect(decide(facts({ client }), read('invoice'))).toMatchObject({
      allowed: true,
      rule: 'P: invoice rule',
    });
    expect(decide(facts({ client }), read('order'))).toMatchObject({
      allowed: false,
      rule: 'access_policy.client',
    });
    const person = alice(applied(allowing('order', ['*'])));
    expect(decide(facts({ client, person }), read('invoice')).rule).toBe('access_policy.person');
  });

  it.each([
    ['*', ['read'], 'invoice', true],
    ['invoice', ['*'], 'invoice', true],
    ['invoice', ['read'], 'Invoice', false],
    ['invoice', ['update', 'search'], 'invoice', false],
  ])('%s with %j, of %s: %s', (type, actions, asked, expected) => {
    const client = aClient(applied(allowing(type, actions)));
    expect(decide(facts({ client }), read(asked)).allowed).toBe(expected);
  });

  it('is yes when the union of each side’s policies says so', () => {
    const client = aClient(
      applied(allowing('order', ['read'])),
      applied({ name: 'Q', ...allowing('invoice', ['read']) }),
    );
    const person = alice(
      applied(allowing('*', ['read'])),
      applied({ name: 'Q', ...allowing('order', ['update']) }),
    );
    expect(decide(facts({ client, person }), read('invoice')).allowed).toBe(true);
    expect(decide(facts({ client, person }), { ...read('order'), action: 'update' }).allowed).toBe(false);
  });

  it('holds criteria with variables against the resource', () => {
    const own = { where: [{ attribute: 'owner', operator: 'equals', value: { variable: 'person.sub' } }] };
    const client = aClient(
      applied({ rules: [{ name: 'own', resource: { type: 'note', ...own }, actions: ['read'] }] }),
    );
    expect(decide(facts({ client }), read('note', { owner: 'alice' })).allowed).toBe(true);
    expect(decide(facts({ client }), read('note', { owner: 'bob' })).allowed).toBe(false);
    expect(decide(facts({ client }), read('note')).allowed).toBe(false);
    expect(decide(facts({ client, person: undefined }), read('note', { owner: 'alice' })).allowed).toBe(
      false,
    );
  });

  it('knows a resource by its own id, whatever its properties say', () => {
    const one = { type: 'note', where: [{ attribute: 'id', operator: 'equals', value: '1' }] };
    const client = aClient(applied({ rules: [{ name: 'one', resource: one, actions: ['read'] }] }));
    const question = { resource: { type: 'note', id: '2', properties: { id: '1' } }, action: 'read' };
    expect(decide(facts({ client }), question).allowed).toBe(false);
  });

  it('counts a rule only with one of its scopes', () => {
    const client = aClient(applied(allowing('invoice', ['read'], { scopes: ['billing', 'audit'] })));
    expect(decide(facts({ client }), read('invoice')).allowed).toBe(false);
    expect(decide(facts({ client, scope: ['audit'] }), read('invoice')).allowed).toBe(true);
  });

  it('does not count the rules of a policy whose conditions of entry are not met', () => {
    const client = aClient(
      applied({ ...allowing('*', ['*']), entry: { roles: ['nobody'] } }),
      applied({ name: 'Q' }),
    );
    expect(decide(facts({ client }), read('invoice')).allowed).toBe(false);
  });

  it('hides what every allowing rule of a side hides, and what either side hides', () => {
    const hiding = (name: string, hidden_fields: string[]) =>
      applied({ name, ...allowing('invoice', ['read'], { hidden_fields, read_only_fields: ['id'] }) });
    const client = aClient(hiding('P', ['iban', 'note']), hiding('Q', ['iban']));
    const person = alice(hiding('R', ['salary']));
    expect(decide(facts({ client, person }), read('invoice'))).toMatchObject({
      hidden_fields: ['salary', 'iban'],
      read_only_fields: ['id'],
    });
    expect(decide(facts({ client, person }), read('order')).hidden_fields).toEqual([]);
  });
});

describe('The list of all that is allowed', () => {
  it('is everything for those who are unrestricted, nothing for those who are denied', () => {
    expect(permissionsOf(facts())).toEqual([{ resource: '*', actions: ['*'] }]);
    expect(permissionsOf(facts({ client: { ...aClient(), unrestricted: false } }))).toEqual([]);
  });

  it('is of each pair what both sides allow', () => {
    const client = aClient(applied(allowing('invoice', ['read', 'update'], { hidden_fields: ['iban'] })));
    const person = alice(
      applied(allowing('*', ['read'], { hidden_fields: ['note'] })),
      applied({ name: 'Q', ...allowing('order', ['*']) }),
    );
    expect(permissionsOf(facts({ client, person }))).toEqual([
      { resource: 'invoice', actions: ['read'], hidden_fields: ['note', 'iban'] },
    ]);
  });

  it('holds criteria with their values', () => {
    const where = [{ attribute: 'region', operator: 'in', value: { variable: 'parameter.regions' } }];
    const policy = {
      parameters: [{ name: 'regions', type: 'texts' }],
      rules: [{ name: 'own', resource: { type: 'note', where }, actions: ['read'] }],
    };
    expect(permissionsOf(facts({ client: aClient(applied(policy, { regions: ['north'] })) }))).toEqual([
      {
        resource: 'note',
        actions: ['read'],
        where: [{ attribute: 'region', operator: 'in', value: ['north'] }],
      },
    ]);
    expect(permissionsOf(facts({ client: aClient(applied(policy)) }))).toEqual([]);
  });

  it('agrees with the decisions', () => {
    const client = aClient(
      applied(allowing('invoice', ['read'])),
      applied({ name: 'Q', ...allowing('order', ['*']) }),
    );
    const person = alice(
      applied(allowing('order', ['read'])),
      applied({ name: 'Q', ...allowing('invoice', ['update']) }),
    );
    const all = facts({ client, person });
    for (const type of ['invoice', 'order', 'note']) {
      for (const action of ['read', 'update']) {
        const listed = (permissionsOf(all) ?? []).some(
          (one) => one.resource === type && one.actions.some((name) => name === action || name === '*'),
        );
        expect([type, action, listed]).toEqual([
          type,
          action,
          decide(all, { resource: { type }, action }).allowed,
        ]);
      }
    }
  });

  it('is not made when it would be endless, and that is found out quickly', async () => {
    const many = Array.from({ length: 20 }, (_, policy) =>
      applied({
        name: `P${policy}`,
        rules: Array.from({ length: 200 }, (__, rule) => ({
          name: `r${rule}`,
          resource: { type: `t${policy}-${rule}` },
          actions: ['read'],
        })),
      }),
    );
    const all = facts({ client: aClient(...many), person: alice(...many) });
    const spent = await processorTime(() => {
      expect(permissionsOf(all)).toBeUndefined();
      expect(decide(all, read('t19-199')).allowed).toBe(true);
    });
    expect(spent).toBeLessThan(500);
  });
});
