import { randomUUID } from 'node:crypto';
import { type Account, Accounts, type NewAccount, Passwords } from '#libs/accounts';
import type { TestPortico } from './portico.js';

/** Somebody who can sign in. */
export interface TestPerson {
  readonly account: Account;
  readonly email: string;
  readonly password: string;
}

export async function createPerson(portico: TestPortico, claims: NewAccount = {}): Promise<TestPerson> {
  const email = claims.email ?? `${randomUUID()}@example.com`;
  const password = `long enough ${randomUUID()}`;
  const account = await portico.get(Accounts).create({ ...claims, email });
  await portico.get(Passwords).set(account.id, password);
  return { account, email, password };
}
