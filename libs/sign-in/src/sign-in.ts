import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { normaliseSignInName } from '#libs/protocol';
import { Database, type Statements } from '#libs/storage';
import { ACR_PASSWORD } from './acr.js';
import { DeviceTokens } from './device/device-tokens.js';
import { PasswordFactor } from './factors/password.factor.js';
import { Throttle } from './throttle/throttle.js';
import { type ThrottleLimit, throttleLimits } from './throttle/throttle-limits.js';

/** What somebody sent to sign in. */
export interface PasswordAttempt {
  /** Any sign-in name of theirs, as typed. */
  readonly username: string;
  readonly password: string;
  readonly ip: string;
  /** The device cookie of the browser, if it has one. */
  readonly device?: string;
  readonly request_id?: string;
}

/** Why not. The person is told one and the same for `wrong` and `disabled`; neither says whether the name exists. */
export type SignInRefusal = 'wrong' | 'throttled' | 'disabled';

export type SignInResult =
  | { readonly account: Account; readonly amr: readonly ['pwd']; readonly acr: string }
  /** `retry_after`, in seconds, comes with `throttled`. */
  | { readonly refused: SignInRefusal; readonly retry_after?: number };

/** How people prove who they are. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly password: PasswordFactor,
    private readonly throttle: Throttle,
    private readonly devices: DeviceTokens,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Signs a person in by a sign-in name and a password. The attempt is counted before the password is looked at,
   * and as much is done for a name that nobody has as for one that somebody has.
   * @throws HasherBusy
   */
  async withPassword(attempt: PasswordAttempt): Promise<SignInResult> {
    const name = normaliseSignInName(attempt.username);
    if (name === undefined || !this.password.isPlausible(attempt.password)) return { refused: 'wrong' };
    const account = await this.accounts.findBySignInName(name);
    const limits = throttleLimits({ name, ip: attempt.ip, knownDevice: this.deviceOf(account, attempt) });
    const retry_after = await this.throttle.reserve(limits);
    if (retry_after !== undefined) return { refused: 'throttled', retry_after };
    if (!(await this.prove(account, attempt.password, limits)) || !account) {
      return this.refuse('wrong', account, attempt);
    }
    if (account.status !== 'enabled') return this.refuse('disabled', account, attempt);
    await this.database.transaction(async (tx) => {
      await this.throttle.succeeded(limits, tx);
      await this.record('succeeded', account, attempt, { amr: [this.password.amr] }, tx);
    });
    return { account, amr: ['pwd'], acr: ACR_PASSWORD };
  }

  /** What the browser keeps after a sign-in, so that strangers can't shut this person out. */
  deviceToken(account: Pick<Account, 'id'>): string {
    return this.devices.issue(account.id);
  }

  /** An attempt that fails for our own reasons doesn't count. */
  private async prove(
    account: Account | undefined,
    password: string,
    limits: readonly ThrottleLimit[],
  ): Promise<boolean> {
    try {
      return await this.password.prove(account, password);
    } catch (error) {
      await this.throttle.giveBack(limits);
      throw error;
    }
  }

  private deviceOf(account: Account | undefined, { device }: PasswordAttempt): string | undefined {
    return account && device !== undefined && this.devices.isOf(account.id, device) ? device : undefined;
  }

  private async refuse(
    refused: 'wrong' | 'disabled',
    account: Account | undefined,
    attempt: PasswordAttempt,
  ): Promise<SignInResult> {
    await this.record('failed', account, attempt, { reason: refused });
    return { refused };
  }

  /** Never what was typed: people type passwords where names belong. */
  private record(
    what: 'succeeded' | 'failed',
    account: Account | undefined,
    { ip, request_id }: PasswordAttempt,
    data: Record<string, unknown>,
    within?: Statements,
  ): Promise<void> {
    const event = {
      type: `sign_in.${what}`,
      actor: what === 'succeeded' && account ? `account:${account.id}` : 'anonymous',
      outcome: what === 'succeeded' ? 'success' : 'failure',
      subject: account ? `account:${account.id}` : null,
      ip,
      request_id: request_id ?? null,
      data,
    } as const;
    return this.audit.record(event, within);
  }
}
