import { describe, expect, it } from 'vitest';
import { STANDARD_CLAIMS } from '#libs/protocol';
import { type NewAccount, newAccount } from '../account.js';
import { USER_CLAIMS, userClaims } from './user-claims.js';

const person = (given: NewAccount) =>
  newAccount(given, { id: 'id', sub: 'sub', now: 1_700_000_000, unrestricted: true });
const all = new Set([...USER_CLAIMS, 'sub', 'admin_role', 'custom_attributes', 'toString']);

describe('OpenID Connect Core 1.0 §5.1: userClaims', () => {
  it('gives each standard claim its type', () => {
    const claims = userClaims(
      person({
        name: 'Alice Liddell',
        email: 'alice@example.com',
        email_verified: true,
        phone_number: '+33123456789',
        birthdate: '0000-05-04',
        address: { formatted: 'A street 1', country: '' },
      }),
      all,
    );
    expect(claims).toEqual({
      name: 'Alice Liddell',
      email: 'alice@example.com',
      email_verified: true,
      phone_number: '+33123456789',
      phone_number_verified: false,
      birthdate: '0000-05-04',
      address: { formatted: 'A street 1' },
      updated_at: 1_700_000_000,
    });
  });

  it('knows every claim of the standard but sub, which may be pairwise', () => {
    expect([...USER_CLAIMS, 'sub'].toSorted()).toEqual([...STANDARD_CLAIMS].toSorted());
  });

  it('says nothing of what the account has not: no empty string, object or lonely flag', () => {
    const claims = userClaims(
      { ...person({}), name: '', address: { country: '' }, email_verified: true },
      all,
    );
    expect(claims).toEqual({ updated_at: 1_700_000_000 });
  });

  it('gives only what was asked for', () => {
    expect(userClaims(person({ name: 'A', email: 'a@example.com' }), new Set(['email']))).toEqual({
      email: 'a@example.com',
    });
  });
});
