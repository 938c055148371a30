import { Injectable } from '@nestjs/common';
import type { Statements } from '#libs/storage';
import type { Session } from './session.js';
import { SessionRepository } from './session.repository.js';
import { SessionClients } from './session-clients.js';

/** A session that somebody has just ended. */
export interface EndedSession {
  readonly session: Session;
  /** Those that were given something in it. */
  readonly client_ids: readonly string[];
}

/** What follows for another lib. It may run again, as its transaction may, so that it must do nothing else. */
export type SessionFollower = (ended: readonly EndedSession[], within: Statements) => Promise<void>;

/**
 * The one way in which sessions end before their time, whoever ends them and why: what must follow (their grants end,
 * the clients are told) is done in the same transaction, so that no caller can forget it and no crash can lose it.
 */
@Injectable()
export class SessionEndings {
  private readonly followers: SessionFollower[] = [];

  constructor(
    private readonly rows: SessionRepository,
    private readonly clients: SessionClients,
  ) {}

  /** For libs above, when they start. */
  follow(follower: SessionFollower): void {
    this.followers.push(follower);
  }

  /** @returns those that this call ended, and nobody before it */
  async end(sids: readonly string[], within: Statements): Promise<readonly EndedSession[]> {
    const ended: EndedSession[] = [];
    for (const sid of sids) {
      const session = await this.rows.findBy('sid', sid, within);
      if (!session || (await this.rows.delete([sid], within)) !== 1) continue;
      ended.push({ session, client_ids: await this.clients.of(sid, within) });
    }
    if (ended.length === 0) return ended;
    await this.clients.forget(
      ended.map(({ session }) => session.sid),
      within,
    );
    for (const follower of this.followers) await follower(ended, within);
    return ended;
  }
}
