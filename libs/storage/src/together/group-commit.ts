import { soon } from '#libs/clock';
import type { Statements } from '../statements.js';

/** Work within a transaction. It may run again, so that it must have no effect but its statements. */
export type Work<T> = (within: Statements) => Promise<T>;

interface Member {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** More would make one request wait for the statements of many. */
const MOST = 50;
/** When one transaction waits for somebody's lock, others go on. */
const AT_ONCE = 2;

/**
 * Commits the work of concurrent requests together: one transaction and one flush for all that came within a moment, or
 * while the one before was under way. Nobody is told before the commit. When anything goes wrong with one of them,
 * nothing of the transaction is kept, and each is done alone: the failure of one is nobody else's.
 */
export class GroupCommit {
  private readonly waiting: Member[] = [];
  private running = 0;

  /**
   * @param transaction runs work in a transaction of its own
   * @param join the statements of a transaction as its members are to use them
   */
  constructor(
    private readonly transaction: <T>(work: Work<T>) => Promise<T>,
    private readonly join: (within: Statements) => Statements,
  ) {}

  /** All of `work` is committed when the promise resolves, none when it rejects. */
  run<T>(work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as (result: unknown) => void, reject });
      if (this.running === AT_ONCE) return;
      this.running += 1;
      soon(() => void this.commitWaiting());
    });
  }

  private async commitWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const members = this.waiting.splice(0, MOST);
      const isDone = members.length > 1 && (await this.commitTogether(members));
      if (!isDone) for (const member of members) await this.commitAlone(member);
    }
    this.running -= 1;
  }

  /** False: nothing was committed. */
  private async commitTogether(members: readonly Member[]): Promise<boolean> {
    let results: readonly unknown[];
    try {
      results = await this.transaction(async (within) => {
        const joined = this.join(within);
        return allOrNone(await Promise.allSettled(members.map(({ work }) => work(joined))));
      });
    } catch {
      return false;
    }
    members.forEach(({ resolve }, i) => {
      resolve(results[i]);
    });
    return true;
  }

  private async commitAlone({ work, resolve, reject }: Member): Promise<void> {
    try {
      resolve(await this.transaction(work));
    } catch (error) {
      reject(error);
    }
  }
}

/** Everybody has finished by now: a statement that is late would fall into somebody else's transaction. */
function allOrNone(settled: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
