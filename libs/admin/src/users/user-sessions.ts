import { Injectable } from '@nestjs/common';
import { type Session, Sessions } from '#libs/sessions';
import { Database } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';
import { ProblemError } from '../problems/problem-error.js';
import { UserAdministration } from './user-administration.js';
import { UserAudit } from './user-audit.js';

/** Signs people out; as when they do it themselves, grants for offline use outlive their session. */
@Injectable()
export class UserSessions {
  constructor(
    private readonly database: Database,
    private readonly users: UserAdministration,
    private readonly sessions: Sessions,
    private readonly audit: UserAudit,
  ) {}

  async listOf(id: string): Promise<readonly Session[]> {
    await this.users.find(id);
    return this.sessions.listOf(id);
  }

  /** @throws ProblemError not_found when the session isn't this person's, or has ended */
  async end(id: string, sid: string, by: Administrator): Promise<void> {
    await this.users.findChangeable(id, by);
    const own = (await this.sessions.listOf(id)).some((session) => session.sid === sid);
    const ended = await this.database.transaction(async (tx) => {
      if (!own || !(await this.sessions.end(sid, tx))) return false;
      await this.audit.record('session.ended', id, by, { sid }, tx);
      return true;
    });
    if (!ended) throw new ProblemError('not_found', 'The person has no such session.');
  }

  async endAll(id: string, by: Administrator): Promise<void> {
    await this.users.findChangeable(id, by);
    await this.database.transaction(async (tx) => {
      const ended = await this.sessions.endAllOf(id, tx);
      await this.audit.record('account.sessions_ended', id, by, { sessions: ended }, tx);
    });
  }
}
