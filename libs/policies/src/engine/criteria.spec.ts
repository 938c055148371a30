import { describe, expect, it } from 'vitest';
import { applied, facts } from '../../test/some-access.js';
import { meets, resolveCriteria } from './criteria.js';
import type { Criterion, ParameterValue } from './policy.js';

const criterion = <V extends Criterion['value']>(operator: Criterion['operator'], value: V) => ({
  attribute: 'a',
  operator,
  value,
});

describe('A criterion on an attribute', () => {
  it.each([
    ['equals', 'x', 'x', true],
    ['equals', 'x', 'X', false],
    ['equals', 1, 1, true],
    ['equals', 1, '1', false],
    ['equals', true, 'true', false],
    ['equals', 'x', ['x'], false],
    ['not_equals', 'x', 'y', true],
    ['not_equals', 'x', 'x', false],
    ['not_equals', 'x', undefined, false],
    ['not_equals', 'x', ['x'], false],
    ['not_equals', 'x', { x: 1 }, false],
    ['in', ['x', 'y'], 'y', true],
    ['in', ['x', 'y'], ['z', 'x'], true],
    ['in', ['x', 'y'], 'z', false],
    ['in', [], 'z', false],
    ['in', ['1'], 1, false],
    ['not_in', ['x'], 'y', true],
    ['not_in', ['x'], ['y', 'x'], false],
    ['not_in', ['x'], undefined, false],
    ['contains', 'x', ['y', 'x'], true],
    ['contains', 'x', 'x', false],
    ['at_least', 5, 5, true],
    ['at_least', 5, 4, false],
    ['at_least', 5, '6', false],
    ['at_least', '2026-01-01', '2026-11-24', true],
    ['at_most', 5, 5, true],
    ['at_most', 5, Number.NaN, false],
    ['at_most', 5, null, false],
    ['exists', true, 0, true],
    ['exists', true, null, false],
    ['exists', false, undefined, true],
    ['exists', false, '', false],
  ] as const)('%s %j, of %j: %s', (operator, value, found, expected) => {
    expect(meets({ a: found }, [criterion<ParameterValue>(operator, value)])).toBe(expected);
  });

  it('is met by what the resource has itself, never by what every object has', () => {
    for (const attribute of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(meets({}, [{ attribute, operator: 'exists', value: true }])).toBe(false);
    }
    const sent = JSON.parse('{"__proto__": {"a": "x"}}');
    expect(meets({ ...sent }, [criterion('equals', 'x')])).toBe(false);
  });
});

describe('A variable', () => {
  it.each([
    ['person.sub', 'alice'],
    ['person.id', '00000000-0000-4000-8000-00000000000a'],
    ['person.email', 'alice@example.com'],
    ['person.roles', ['editor']],
    ['person.groups', ['00000000-0000-4000-8000-00000000000b']],
    ['person.group_names', ['North']],
    ['client.id', 'app'],
    ['parameter.region', 'north'],
    ['parameter.none', undefined],
    ['parameter.constructor', undefined],
    ['parameter.__proto__', undefined],
    ['person.password', undefined],
    ['constructor', undefined],
  ])('%s is %j', (variable, value) => {
    const resolved = resolveCriteria(
      [criterion('equals', { variable })],
      applied({}, { region: 'north' }),
      facts(),
    );
    expect(resolved?.[0]?.value).toEqual(value);
  });

  it('of a person has no value where there is none, so that its criterion can’t be met', () => {
    const nobody = facts({ person: undefined });
    expect(
      resolveCriteria([criterion('equals', { variable: 'person.sub' })], applied({}), nobody),
    ).toBeUndefined();
  });

  it('is never made by a text: what a parameter holds is only a text', () => {
    const [resolved] =
      resolveCriteria(
        [criterion('equals', { variable: 'parameter.region' })],
        applied({}, { region: '{"variable":"person.sub"}' }),
        facts(),
      ) ?? [];
    expect(meets({ a: 'alice' }, resolved ? [resolved] : [])).toBe(false);
  });
});
