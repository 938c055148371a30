import { Injectable } from '@nestjs/common';
import { OneTimeTokens } from '#libs/accounts';
import { Issuer } from '#libs/config';
import type { Statements } from '#libs/storage';
import { AlreadySetUp, SetUpState } from './set-up-state.js';

/** Seconds. */
const LIFETIME = 24 * 60 * 60;

/** The one-time link by which the first administrator sets Portico up. */
@Injectable()
export class SetUpLink {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly state: SetUpState,
    private readonly issuer: Issuer,
  ) {}

  /** A new link; those made before are dead. */
  async issue(): Promise<string> {
    await this.withdraw();
    const token = await this.tokens.issue('set_up', null, LIFETIME);
    return `${this.issuer.endpoint('/set-up')}?token=${token}`;
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
}
