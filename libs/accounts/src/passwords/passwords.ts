import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';
import { OneTimeTokens } from '../one-time-tokens/one-time-tokens.js';
import { CredentialRepository } from './credential.repository.js';
import { HasherBusy } from './hashing-pool.js';
import { usablePassword } from './password-form.js';
import { PasswordHasher } from './password-hasher.js';
import { type PasswordOwner, type PasswordProblem, passwordProblem } from './password-rules.js';

/** The password breaks a rule; never holds the password. */
export class UnusablePassword extends Error {
  readonly field = 'password';

  constructor(readonly problem: PasswordProblem) {
    super(`the password can't be used: ${problem}`);
    this.name = 'UnusablePassword';
  }
}

declare const checked: unique symbol;
/** The hash of a password that passed every rule. Only `Passwords.hash` makes one. */
export type HashedPassword = string & { readonly [checked]: true };

/** People's passwords. */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: Database,
    private readonly credentials: CredentialRepository,
    private readonly hasher: PasswordHasher,
    private readonly tokens: OneTimeTokens,
  ) {}

  /** Why this can't be that person's password: a key of `PASSWORD_PROBLEMS`; undefined when it can. */
  check(password: string, owner: PasswordOwner): PasswordProblem | undefined {
    return passwordProblem(password, owner);
  }

  /**
   * The slow half of setting a password, to be done before a transaction begins.
   * @throws UnusablePassword, HasherBusy
   */
  async hash(password: string, owner: PasswordOwner): Promise<HashedPassword> {
    const problem = this.check(password, owner);
    const usable = usablePassword(password);
    if (problem !== undefined || usable === undefined) throw new UnusablePassword(problem ?? 'too_long');
    return (await this.hasher.hash(usable)) as HashedPassword;
  }

  /**
   * The quick half. Links that were sent to set a password end with it.
   * @throws AccountNotFound
   */
  async store(accountId: string, hash: HashedPassword, within: Statements): Promise<void> {
    await this.credentials.replacePassword(accountId, hash, within);
    await this.tokens.withdraw('invitation', accountId, within);
  }

  /**
   * Both halves.
   * @param following what belongs to it, in the same transaction
   * @throws UnusablePassword, HasherBusy, AccountNotFound
   */
  async set(
    accountId: string,
    password: string,
    owner: PasswordOwner = {},
    following?: (within: Statements) => Promise<unknown>,
  ): Promise<void> {
    const hash = await this.hash(password, owner);
    await this.database.transaction(async (tx) => {
      await this.store(accountId, hash, tx);
      await following?.(tx);
    });
  }

  /** Whether the person has one, or must yet choose it. */
  async exists(accountId: string): Promise<boolean> {
    return (await this.credentials.passwordOf(accountId)) !== undefined;
  }

  /**
   * Whether it is that person's password. Takes the same time for a person who has none or isn't known; what can't
   * be a password is refused without hashing.
   * @throws HasherBusy
   */
  async verify(accountId: string | undefined, typed: string): Promise<boolean> {
    const password = usablePassword(typed);
    if (password === undefined) return false;
    const stored = await this.credentials.passwordOf(accountId ?? '');
    const right = await this.hasher.verify(stored, password);
    if (!right || accountId === undefined || stored === undefined) return false;
    await this.credentials.used(accountId, stored, await this.renewed(stored, password));
    return true;
  }

  /** A hash by today's parameters, when the stored one is older; a busy hasher leaves that for the next time. */
  private async renewed(stored: string, password: string): Promise<string> {
    if (!this.hasher.isOutdated(stored)) return stored;
    try {
      return await this.hasher.hash(password);
    } catch (error) {
      if (error instanceof HasherBusy) return stored;
      throw error;
    }
  }
}
