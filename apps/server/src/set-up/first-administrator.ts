import { Injectable } from '@nestjs/common';
import { type Account, Accounts, OneTimeTokens, Passwords } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { Clock } from '#libs/clock';
import { ChangeFeed, Database, isUniqueViolation, Settings, type Statements } from '#libs/storage';

/** Somebody set Portico up already; that never happens twice. */
export class AlreadySetUp extends Error {
  constructor() {
    super('there is a first administrator already');
  }
}

export interface FirstAdministratorInput {
  readonly email: string;
  readonly name?: string;
  readonly password: string;
}

const SET_UP_AT = 'set_up_at';

/** Makes the first owner, once in the life of a deployment. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly changes: ChangeFeed,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly tokens: OneTimeTokens,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  isMissing(): boolean {
    return this.settings.get(SET_UP_AT) === undefined;
  }

  /**
   * For whoever has the set-up link, which is spent with it.
   *
   * @throws AlreadySetUp, UnusablePassword, InvalidAccount, SignInNameTaken, HasherBusy
   */
  createByLink(token: string, input: FirstAdministratorInput): Promise<Account> {
    return this.create(input, async (within) => {
      if (!(await this.tokens.spend('set_up', token, within))) throw new AlreadySetUp();
    });
  }

  /** As the configuration declares it. @throws as `createByLink` */
  createByConfiguration(input: FirstAdministratorInput): Promise<Account> {
    return this.create(input, async () => undefined);
  }

  /** Link, owner and the mark that never reopens: all in one transaction. */
  private async create(
    { email, name, password }: FirstAdministratorInput,
    spend: (within: Statements) => Promise<void>,
  ): Promise<Account> {
    const hash = await this.passwords.hash(password, { email, name });
    const account = await this.database
      .transaction(async (transaction) => {
        await spend(transaction);
        await this.settings.add(transaction, SET_UP_AT, String(this.clock.now()));
        const created = await this.accounts.create({ email, name, admin_role: 'owner' }, transaction);
        await this.passwords.store(created.id, hash, transaction);
        await this.audit.record(
          { type: 'set_up.completed', actor: 'system', subject: `account:${created.id}`, outcome: 'success' },
          transaction,
        );
        return created;
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new AlreadySetUp() : error;
      });
    await this.changes.refresh();
    return account;
  }
}
