import { describe, expect, it } from 'vitest';
import { InvalidPolicy } from './policy-error.js';
import { MOST_RULES, readPolicy } from './read-policy.js';

const rule = { name: 'r', resource: { type: 'note' }, actions: ['read'] };

function problems(sent: unknown): readonly (readonly [string, string])[] {
  try {
    readPolicy(sent);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
    return error.problems.map(({ field, problem }) => [field, problem]);
  }
}
const faults = (sent: unknown) => problems(sent).map(([field]) => field);

describe('A policy, as it is sent', () => {
  it('needs a name; all else has its default', () => {
    expect(readPolicy({ name: 'Nothing' })).toEqual({
      name: 'Nothing',
      description: null,
      parameters: [],
      entry: {
        roles: [],
        groups: [],
        people: [],
        networks: [],
        valid_from: null,
        valid_until: null,
        access_token_lifetime: null,
      },
      rules: [],
    });
  });

  const where = (criterion: object, more: object = {}) => ({
    name: 'P',
    ...more,
    rules: [{ ...rule, resource: { type: 'note', where: [criterion] } }],
  });
  it.each([
    [null, '/'],
    [[], '/'],
    ['x', '/'],
    [{}, '/name'],
    [{ name: '' }, '/name'],
    [{ name: 7 }, '/name'],
    [{ name: 'a\u0000b' }, '/name'],
    [{ name: 'x'.repeat(129) }, '/name'],
    [{ name: 'P', colour: 'red' }, '/colour'],
    [JSON.parse('{"name":"P","__proto__":{"rules":[]}}'), '/__proto__'],
    [{ name: 'P', 'a/b': 1 }, '/'],
    [{ name: 'P', rules: {} }, '/rules'],
    [{ name: 'P', rules: [rule, rule] }, '/rules/1'],
    [{ name: 'P', rules: [{ ...rule, actions: [] }] }, '/rules/0/actions'],
    [
      { name: 'P', rules: [rule, { ...rule, name: 's', actions: ['read', 'r e a d'] }] },
      '/rules/1/actions/1',
    ],
    [{ name: 'P', rules: [{ ...rule, resource: {} }] }, '/rules/0/resource/type'],
    [{ name: 'P', rules: [{ ...rule, resource: { type: 'no*te' } }] }, '/rules/0/resource/type'],
    [{ name: 'P', rules: [{ ...rule, hidden_fields: ['a', 'a'] }] }, '/rules/0/hidden_fields/1'],
    [{ name: 'P', rules: [{ ...rule, scopes: ['a b'] }] }, '/rules/0/scopes/0'],
    [{ name: 'P', entry: { networks: ['10.0.0.0/8', '10/8'] } }, '/entry/networks/1'],
    [{ name: 'P', entry: { networks: ['::ffff:10.0.0.0/104'] } }, '/entry/networks/0'],
    [{ name: 'P', entry: { people: ['alice'] } }, '/entry/people/0'],
    [{ name: 'P', entry: { valid_from: 10, valid_until: 10 } }, '/entry/valid_until'],
    [{ name: 'P', entry: { valid_from: 1.5 } }, '/entry/valid_from'],
    [{ name: 'P', entry: { access_token_lifetime: 0 } }, '/entry/access_token_lifetime'],
    [{ name: 'P', parameters: [{ name: 'a', type: 'regex' }] }, '/parameters/0/type'],
    [{ name: 'P', parameters: [{ name: '__proto__', type: 'text' }] }, '/parameters/0/name'],
    [where({ attribute: 'a', operator: 'matches', value: '(a+)+$' }), '/rules/0/resource/where/0/operator'],
    [where({ attribute: 'a', operator: 'equals' }), '/rules/0/resource/where/0/value'],
    [where({ attribute: 'a', operator: 'equals', value: null }), '/rules/0/resource/where/0/value'],
    [where({ attribute: 'a', operator: 'equals', value: ['x'] }), '/rules/0/resource/where/0/value'],
    [where({ attribute: 'a', operator: 'in', value: 'x' }), '/rules/0/resource/where/0/value'],
    [where({ attribute: 'a', operator: 'in', value: [['x']] }), '/rules/0/resource/where/0/value/0'],
    [where({ attribute: 'a', operator: 'exists', value: 'x' }), '/rules/0/resource/where/0/value'],
    [where({ attribute: 'a', operator: 'at_least', value: true }), '/rules/0/resource/where/0/value'],
    [
      where({ attribute: 'a', operator: 'equals', value: { variable: 'person.groups' } }),
      '/rules/0/resource/where/0/value',
    ],
    [
      where({ attribute: 'a', operator: 'equals', value: { variable: 'person.toString' } }),
      '/rules/0/resource/where/0/value',
    ],
    [
      where({ attribute: 'a', operator: 'equals', value: { variable: 'parameter.x' } }),
      '/rules/0/resource/where/0/value',
    ],
    [
      where({ attribute: 'a', operator: 'equals', value: { variable: 'person.sub', x: 1 } }),
      '/rules/0/resource/where/0/value/x',
    ],
    [where({ attribute: 'a b', operator: 'equals', value: 'x' }), '/rules/0/resource/where/0/attribute'],
  ])('%j: at fault is %s', (sent, field) => {
    expect(faults(sent)).toEqual([field]);
  });

  it.each([
    { attribute: 'a', operator: 'in', value: { variable: 'person.groups' } },
    { attribute: 'a', operator: 'in', value: { variable: 'parameter.many' } },
    { attribute: 'a', operator: 'equals', value: { variable: 'parameter.one' } },
    { attribute: 'a', operator: 'at_most', value: 5 },
    { attribute: '__proto__', operator: 'exists', value: false },
  ])('may have the criterion %j', (criterion) => {
    const parameters = [
      { name: 'one', type: 'text' },
      { name: 'many', type: 'texts' },
    ];
    expect(problems(where(criterion, { parameters }))).toEqual([]);
  });

  it('tells every problem at once, and never what was sent', () => {
    const sent = {
      name: 'P',
      rules: [{ ...rule, actions: ['<script>'] }],
      entry: { networks: ['evil'] },
      x: 'secret',
    };
    expect(faults(sent)).toEqual(['/x', '/entry/networks/0', '/rules/0/actions/0']);
    expect(JSON.stringify(problems(sent))).not.toMatch(/script|evil|secret/);
  });

  it('has a bounded number of rules, and of problems, however many are sent', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => ({ ...rule, name: `r${index}` }));
    expect(faults({ name: 'P', rules })).toEqual(['/rules']);
    expect(faults({ name: 'P', rules: rules.slice(0, MOST_RULES).map(() => 7) })).toHaveLength(50);
  });

  it('has a bounded size', () => {
    const values = Array.from({ length: 200 }, (_, index) => `${index}${'x'.repeat(900)}`);
    const criterion = { attribute: 'a', operator: 'in', value: values };
    expect(faults(where(criterion))).toEqual(['/']);
  });
});
