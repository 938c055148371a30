import { Injectable } from '@nestjs/common';
import { OneTimeTokens } from '#libs/accounts';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { Vault } from '#libs/secrets';
import { Lease, type Statements } from '#libs/storage';
import { AlreadySetUp, SetUpState } from './set-up-state.js';

/** Seconds. */
const LIFETIME = 24 * 60 * 60;
/** Seconds in which servers that start show the same link. */
const SHARED = 60 * 60;
const PURPOSE = 'set-up-link';

/**
 * The one-time link by which the first administrator sets Portico up. There is one for the whole deployment: its token is
 * a MAC of the time at which it was made, so that every server can show it, and the database has its hash only.
 */
@Injectable()
export class SetUpLink {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly state: SetUpState,
    private readonly vault: Vault,
    private readonly lease: Lease,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  /** The link that a server of the deployment has made within the hour; else a new one. */
  show(): Promise<string> {
    return this.lease.run(PURPOSE, async () => {
      const made = await this.tokens.newest('set_up', null);
      if (made === undefined || this.clock.now() >= made.expires_at - LIFETIME + SHARED) return this.issue();
      const token = this.tokenOf(made.created_at);
      return (await this.isGood(token)) ? this.linkOf(token) : this.issue();
    });
  }

  /** A new link; those made before are dead. */
  async issue(): Promise<string> {
    const before = await this.tokens.newest('set_up', null);
    await this.withdraw();
    const now = this.clock.now();
    // Another one than that before, even within the same second.
    const created_at = Math.max(now, (before?.created_at ?? 0) + 1);
    const token = this.tokenOf(created_at);
    const expires_at = now + LIFETIME;
    await this.tokens.add({ token, purpose: 'set_up', account_id: null, created_at, expires_at });
    return this.linkOf(token);
  }

  async isGood(token: string | undefined): Promise<boolean> {
    if (!token || this.state.isDone()) return false;
    return (await this.tokens.peek('set_up', token)) !== undefined;
  }

  /** @throws AlreadySetUp when it is no good (any more) */
  async spend(token: string, within: Statements): Promise<void> {
    if (!(await this.tokens.spend('set_up', token, within))) throw new AlreadySetUp();
  }

  /** Whatever link there is, is dead. */
  withdraw(within?: Statements): Promise<void> {
    return this.tokens.withdraw('set_up', null, within);
  }

  private tokenOf(created_at: number): string {
    return this.vault.mac(PURPOSE, String(created_at));
  }

  private linkOf(token: string): string {
    return `${this.issuer.endpoint('/set-up')}?token=${token}`;
  }
}
