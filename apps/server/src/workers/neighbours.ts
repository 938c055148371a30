import { type ChangeFeed, SharedRuns } from '#libs/storage';
import type { SupervisorMessage, WorkerMessage } from './messages.js';

/** Who changes something waits no longer than this for another worker to know it: that one reads by the clock, too. */
const PATIENCE_MS = 1000;

/**
 * In a worker: the other workers of the machine. A change of the registry data that this one has committed is known to
 * all of them before whoever made it is answered.
 */
export class Neighbours {
  private readonly announcements = new SharedRuns(() => this.announce());
  private readonly waits = new Map<number, () => void>();
  private changes = 0;

  constructor(
    private readonly changeFeed: ChangeFeed,
    private readonly send: (message: WorkerMessage) => void,
  ) {
    changeFeed.onPublish(() => this.announcements.ask());
  }

  /** Does what the supervisor says about changes. */
  async hear(message: SupervisorMessage): Promise<void> {
    if (message.says === 'known') this.waits.get(message.change)?.();
    if (message.says !== 'read') return;
    // Who can't read says nothing: the one that changed something is not to believe that it is known here.
    const hasRead = await this.changeFeed.refresh().then(
      () => true,
      () => false,
    );
    if (hasRead) this.send({ says: 'has read', round: message.round });
  }

  private announce(): Promise<void> {
    this.changes += 1;
    const change = this.changes;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waits.delete(change);
        resolve();
      };
      const timer = setTimeout(done, PATIENCE_MS);
      this.waits.set(change, done);
      this.send({ says: 'changed', change });
    });
  }
}
