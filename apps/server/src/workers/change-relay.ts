import type { SupervisorMessage } from './messages.js';

/** A worker, as far as it is told something. */
export interface Member {
  tell(message: SupervisorMessage): void;
}

/** A change, and who has yet to read it. */
interface Round {
  readonly by: Member;
  readonly change: number;
  readonly unread: Set<Member>;
}

/**
 * In the supervisor: passes on that one worker has committed a change, and tells it when all the others have read it.
 * How long to wait for that is for the one that waits to decide.
 */
export class ChangeRelay {
  private readonly members = new Set<Member>();
  private readonly rounds = new Map<number, Round>();
  private lastRound = 0;

  join(member: Member): void {
    this.members.add(member);
  }

  /** It has ended: nobody waits for it, and it waits for nobody. */
  leave(member: Member): void {
    this.members.delete(member);
    for (const [round, { by }] of this.rounds) {
      if (by === member) this.rounds.delete(round);
      else this.hasRead(member, round);
    }
  }

  changed(by: Member, change: number): void {
    this.lastRound += 1;
    const unread = new Set([...this.members].filter((member) => member !== by));
    this.rounds.set(this.lastRound, { by, change, unread });
    for (const member of unread) member.tell({ says: 'read', round: this.lastRound });
    this.endIfRead(this.lastRound);
  }

  hasRead(member: Member, round: number): void {
    this.rounds.get(round)?.unread.delete(member);
    this.endIfRead(round);
  }

  private endIfRead(number: number): void {
    const round = this.rounds.get(number);
    if (round === undefined || round.unread.size > 0) return;
    this.rounds.delete(number);
    round.by.tell({ says: 'known', change: round.change });
  }
}
