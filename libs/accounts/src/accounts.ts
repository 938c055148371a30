import { Injectable } from '@nestjs/common';
import { normaliseSignInName } from '#libs/protocol';
import type { Statements } from '#libs/storage';
import type { Account, AccountChanges, NewAccount } from './account.js';
import { AccountRepository } from './account.repository.js';
import { AccountChange, type AccountFollower } from './account-change.js';
import { formatAccountCursor, parseAccountCursor } from './account-cursor.js';
import { AccountNotFound } from './account-errors.js';
import { NewAccounts } from './new-accounts.js';

/** One page of people, newest first; `next_cursor` is absent on the last. */
export interface AccountPage {
  readonly accounts: readonly Account[];
  readonly next_cursor?: string;
}

export interface AccountPageRequest {
  readonly cursor?: string;
  /** 1 to 100; 20 unless told. */
  readonly limit?: number;
  /** How a name, a family name or a sign-in name begins. */
  readonly search?: string;
}

const LONGEST_PAGE = 100;

/** The directory of people. Nothing of it is cached: a change is in force at once, in every process. */
@Injectable()
export class Accounts {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly newAccounts: NewAccounts,
    private readonly change: AccountChange,
  ) {}

  findById(id: string, within?: Statements): Promise<Account | undefined> {
    return this.accounts.findBy('id', id, within);
  }

  findBySub(sub: string): Promise<Account | undefined> {
    return this.accounts.findBy('sub', sub);
  }

  /** @param typed what a person typed to say who they are: an e-mail address or a user name, in any case */
  async findBySignInName(typed: string): Promise<Account | undefined> {
    const normalised = normaliseSignInName(typed);
    return normalised === undefined ? undefined : this.accounts.findBySignInName(normalised);
  }

  /**
   * Adds a person, with a random `sub` of 128 bits unless one is imported, and the sign-in names of their claims.
   * @param within the transaction to do it in, when more belongs to it (a password, an audit event)
   * @throws InvalidAccount, SignInNameTaken, SubjectTaken
   */
  create(given: NewAccount, within?: Statements): Promise<Account> {
    return this.newAccounts.add(given, within);
  }

  /**
   * Changes a person who is still at that version; their sign-in names follow their claims.
   * @param following what belongs to the change, in the same transaction; not called when there is nothing to change
   * @throws AccountNotFound, InvalidAccount, SignInNameTaken, VersionConflict, LastOwner
   */
  async patch(
    id: string,
    version: number,
    changes: AccountChanges,
    following?: AccountFollower,
  ): Promise<Account> {
    return this.change.apply(await this.existing(id), version, changes, following);
  }

  /** Lets a person in no more; what they hold ends when it is used next. @throws AccountNotFound, VersionConflict, LastOwner */
  async disable(id: string, version?: number): Promise<Account> {
    const account = await this.existing(id);
    return this.change.apply(account, version ?? account.version, { status: 'disabled' });
  }

  /** @throws AccountNotFound, VersionConflict */
  async enable(id: string, version?: number): Promise<Account> {
    const account = await this.existing(id);
    return this.change.apply(account, version ?? account.version, { status: 'enabled' });
  }

  /**
   * Erases a person: profile, sign-in names, credentials and one-time tokens; their `sub` is never used again.
   * Sessions, grants and consents belong to others, who are asked by the caller.
   * @param ending what must end with the person, in the same transaction, in which they are still there
   * @throws AccountNotFound, VersionConflict, LastOwner
   */
  async delete(
    id: string,
    version?: number,
    ending?: (within: Statements) => Promise<unknown>,
  ): Promise<Account> {
    const account = await this.existing(id);
    await this.change.erase(account, version ?? account.version, ending);
    return account;
  }

  /** @throws MalformedCursor */
  async list({ cursor, limit = 20, search }: AccountPageRequest = {}): Promise<AccountPage> {
    const size = Math.min(Math.max(1, Math.trunc(limit)), LONGEST_PAGE);
    const after = cursor === undefined ? undefined : parseAccountCursor(cursor);
    const found = await this.accounts.page({ after, search: search?.trim() || undefined, limit: size + 1 });
    const accounts = found.slice(0, size);
    const last = accounts.at(-1);
    return found.length > size && last ? { accounts, next_cursor: formatAccountCursor(last) } : { accounts };
  }

  /** How many enabled owners there are; none means that Portico has yet to be set up. */
  countOwners(): Promise<number> {
    return this.accounts.countOwners();
  }

  private async existing(id: string): Promise<Account> {
    const account = await this.findById(id);
    if (!account) throw new AccountNotFound();
    return account;
  }
}
