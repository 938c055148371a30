import { describe, expect, it } from 'vitest';
import { parseJwt } from './parse-jwt.js';

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('RFC 7515 §7.1: the compact serialization', () => {
  it('has a header and, in ours, an object of claims', () => {
    expect(parseJwt(`${encode({ alg: 'x' })}.${encode({ sub: 'ünï' })}.AAAA`)).toEqual({
      header: { alg: 'x' },
      claims: { sub: 'ünï' },
    });
  });

  it.each([
    ['a header that is a list', `${encode([])}.${encode({})}.AAAA`],
    ['claims that are a list', `${encode({})}.${encode([])}.AAAA`],
    ['claims that are null', `${encode({})}.${encode(null)}.AAAA`],
    ['claims that are no JSON', `${encode({})}.AAAA.AAAA`],
    ['two parts', `${encode({})}.${encode({})}`],
    ['four parts', `${encode({})}.${encode({})}.AAAA.AAAA`],
    ['an empty part', `${encode({})}..AAAA`],
    ['padding', `${encode({})}.${encode({})}.AAA=`],
    ['a line break at the end', `${encode({})}.${encode({})}.AAAA\n`],
    ['a space', ` ${encode({})}.${encode({})}.AAAA`],
    ['the alphabet of base64', `${encode({})}.${encode({})}.AA+/`],
    ['bits that belong to no byte', `${encode({})}.${encode({})}.AB`],
    ['more than 16,384 characters', `${encode({})}.${encode({})}.${'A'.repeat(16_384)}`],
  ])('is not %s', (_, jwt) => {
    expect(parseJwt(jwt)).toBeUndefined();
  });
});
