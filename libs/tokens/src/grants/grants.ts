import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '#libs/storage';
import { GrantRepository, type GrantsOf } from './grant.repository.js';

/** Ends what people and machines were allowed. Everything issued under a grant dies with it, at once. */
@Injectable()
export class Grants implements OnModuleInit {
  constructor(
    private readonly grants: GrantRepository,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('grants', (limit) => this.grants.removeExpired(limit));
  }

  async revoke(grantId: string): Promise<void> {
    await this.grants.revoke(grantId);
  }

  /** Returns how many ended. */
  revokeOf(of: GrantsOf): Promise<number> {
    return this.grants.revokeOf(of);
  }

  /** The person signed out of this session: its grants end, except those that were given for offline use. */
  endSession(sid: string): Promise<number> {
    return this.grants.revokeOf({ sid }, { keepOffline: true });
  }

  /** Part of deleting a person. */
  async deleteOfAccount(accountId: string): Promise<void> {
    await this.grants.deleteOfAccount(accountId);
  }
}
