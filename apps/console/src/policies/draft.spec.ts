import { describe, expect, it } from 'vitest';
import { problemAt } from './draft';

describe('The problem of one member of a policy', () => {
  const problems = {
    'rules[0].resource.type': 'must be a word',
    '/rules/1/actions/0': 'must not be empty',
    name: 'is taken',
  };

  it.each([
    ['name', 'is taken'],
    ['rules[0].resource.type', 'must be a word'],
    ['rules[0].resource', 'must be a word'],
    ['rules[1].actions', 'must not be empty'],
    ['rules[1]', 'must not be empty'],
    ['rules[2]', undefined],
    ['rules[0].resource.typ', undefined],
    ['description', undefined],
  ])('%s: %s', (place, problem) => {
    expect(problemAt(problems, place)).toBe(problem);
  });
});
