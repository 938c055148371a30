import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SessionEndings } from '#libs/sessions';
import { Sweeper } from '#libs/storage';
import { GrantRepository, type GrantsOf } from './grant.repository.js';

/** Ends what people and machines were allowed. Everything issued under a grant dies with it, at once. */
@Injectable()
export class Grants implements OnModuleInit {
  constructor(
    private readonly grants: GrantRepository,
    private readonly sweeper: Sweeper,
    private readonly endings: SessionEndings,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('grants', (limit) => this.grants.removeExpired(limit));
    this.endings.follow(async (ended, within) => {
      await this.grants.endSessions(
        ended.map(({ session }) => session.sid),
        within,
      );
    });
  }

  async revoke(grantId: string): Promise<void> {
    await this.grants.revoke(grantId);
  }

  /** Returns how many ended. */
  revokeOf(of: GrantsOf): Promise<number> {
    return this.grants.revokeOf(of);
  }

  /** Part of deleting a person. */
  async deleteOfAccount(accountId: string): Promise<void> {
    await this.grants.deleteOfAccount(accountId);
  }
}
