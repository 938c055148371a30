import cluster, { type Worker } from 'node:cluster';

/** How long a worker may take to end once it was told to: it lets requests in flight finish. */
const PATIENCE_MS = 20_000;

/** What a worker says when it serves. */
export const READY = 'ready';
/** What a worker is told when another one serves in its place. */
export const DRAIN = 'drain';

export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** Milliseconds; 0 for one that never served. */
  readonly servedMs: number;
}

/** A worker as the process that supervises it has it. */
export class WorkerProcess {
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
      worker.on('message', (message) => {
        if (message !== READY) return;
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

  /** Ends it without a request that fails: nobody is sent to it any more, who is connected is asked to go. */
  drain(): Promise<Ending> {
    return this.leave(() => this.worker.send(DRAIN));
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
