import cluster, { type Worker } from 'node:cluster';
import type { Member } from './change-relay.js';
import type { SupervisorMessage, WorkerMessage } from './messages.js';

/** How long a worker may take to end once it was told to: it lets requests in flight finish. */
const PATIENCE_MS = 20_000;

export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** Milliseconds; 0 for one that never served. */
  readonly servedMs: number;
}

/** A worker as the process that supervises it has it. */
export class WorkerProcess implements Member {
  /** Counts the workers of this supervisor; in each line of the worker's log. */
  readonly id: number;
  readonly pid: number | undefined;
  /** True once it serves, false when it ended before. */
  readonly ready: Promise<boolean>;
  readonly ended: Promise<Ending>;
  private isLeaving = false;

  private constructor(private readonly worker: Worker) {
    this.id = worker.id;
    this.pid = worker.process.pid;
    let readyAt: number | undefined;
    this.ended = new Promise((resolve) => {
      worker.once('exit', (code, signal) => {
        resolve({ code, signal, servedMs: readyAt === undefined ? 0 : performance.now() - readyAt });
      });
    });
    const serves = new Promise<boolean>((resolve) => {
      this.onMessage(({ says }) => {
        if (says !== 'serves') return;
        readyAt = performance.now();
        resolve(true);
      });
    });
    this.ready = Promise.race([serves, this.ended.then(() => false)]);
  }

  static start(): WorkerProcess {
    return new WorkerProcess(cluster.fork());
  }

  /** Whether it was told to end. */
  get leaving(): boolean {
    return this.isLeaving;
  }

  onMessage(listener: (message: WorkerMessage) => void): void {
    this.worker.on('message', listener);
  }

  /** Says nothing to one that has gone. */
  tell(message: SupervisorMessage): void {
    if (this.worker.isConnected()) this.worker.send(message, () => undefined);
  }

  /** Ends it without a request that fails: nobody is sent to it any more, who is connected is asked to go. */
  drain(): Promise<Ending> {
    return this.leave(() => this.tell({ says: 'drain' }));
  }

  /** Ends it: requests in flight finish. */
  stop(): Promise<Ending> {
    return this.leave(() => this.worker.process.kill('SIGTERM'));
  }

  private async leave(tell: () => unknown): Promise<Ending> {
    this.isLeaving = true;
    if (!this.worker.isDead()) tell();
    const impatience = setTimeout(() => this.worker.process.kill('SIGKILL'), PATIENCE_MS);
    try {
      return await this.ended;
    } finally {
      clearTimeout(impatience);
    }
  }
}
