import { describe, expect, it } from 'vitest';
import { isNullable, kindOf, type MemberSchema } from './schema';

describe('How a member of a body is edited', () => {
  it.each<[string, MemberSchema, string, boolean]>([
    ['a text', { type: 'string' }, 'text', false],
    ['a text or nothing', { type: ['string', 'null'] }, 'text', true],
    ['one of several', { type: ['string', 'null'], enum: ['web', 'native', null] }, 'choice', true],
    ['yes, no, or as the profile says', { type: ['boolean', 'null'] }, 'flag', true],
    ['a number', { type: ['integer', 'null'], minimum: 30 }, 'number', true],
    ['a list of addresses', { type: ['array', 'null'], items: { type: 'string' } }, 'list', true],
    ['several of several', { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, 'choices', false],
    ['a list of objects', { type: 'array', items: { type: 'object' } }, 'json', false],
    ['an object', { type: ['object', 'null'] }, 'json', true],
    ['an object by its name, or nothing', { anyOf: [{ $ref: '#/x' }, { type: 'null' }] }, 'json', true],
  ])('%s', (_, schema, kind, nullable) => {
    expect([kindOf(schema), isNullable(schema)]).toEqual([kind, nullable]);
  });
});
