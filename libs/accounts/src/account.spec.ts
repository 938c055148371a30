import { describe, expect, it } from 'vitest';
import { applyChanges, newAccount, whatChanged } from './account.js';

const alice = newAccount(
  {
    email: 'alice@example.com',
    email_verified: true,
    phone_number: '+33123456789',
    phone_number_verified: true,
  },
  { id: 'id', sub: 'sub', now: 1, unrestricted: true },
);

describe('A change of a person', () => {
  it.each([
    ['another address is unverified', { email: 'a@example.com' }, false],
    ['another address may be declared verified', { email: 'a@example.com', email_verified: true }, true],
    ['the same address stays verified', { email: 'alice@example.com' }, true],
    ['another field leaves it', { name: 'A' }, true],
    ['it can be taken back', { email_verified: false }, false],
    ['no address, nothing verified', { email: null, email_verified: true }, false],
  ])('of e-mail: %s', (_, changes, verified) => {
    expect(applyChanges(alice, changes).email_verified).toBe(verified);
  });

  it('of the telephone number makes it unverified', () => {
    expect(applyChanges(alice, { phone_number: '+33123456780' }).phone_number_verified).toBe(false);
  });

  it('can only touch what can be set', () => {
    const changes = { id: 'other', sub: 'other', version: 9, toString: 'x' } as object;
    expect(applyChanges(alice, changes)).toEqual(alice);
  });

  it('of status or roles is no change of the profile, whose time is the updated_at claim', () => {
    expect(whatChanged(alice, { ...alice, status: 'disabled', roles: ['a'] })).toEqual({
      fields: ['status', 'roles'],
      profile: false,
    });
    expect(whatChanged(alice, { ...alice, name: 'A' }).profile).toBe(true);
  });

  it('leaves each new person lists of their own', () => {
    const made = { id: 'id', sub: 'sub', now: 1, unrestricted: true };
    newAccount({}, made).roles.push('x');
    expect(newAccount({}, made).roles).toEqual([]);
  });
});
