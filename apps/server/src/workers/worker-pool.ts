import { backOffMs, failuresInARow } from './back-off.js';
import type { SupervisorLog } from './supervisor-log.js';
import { WorkerProcess } from './worker-process.js';

/** The workers of one supervisor: keeps as many as there should be. */
export class WorkerPool {
  private readonly workers = new Set<WorkerProcess>();
  private readonly waits = new Set<NodeJS.Timeout>();
  private rolling = false;
  private stopping = false;

  constructor(
    private readonly count: number,
    private readonly log: SupervisorLog,
  ) {}

  /**
   * The first worker alone, which brings the database up to date and says so at the terminal; then the others. Resolves
   * with the exit code of a first worker that can't start, which has said why.
   */
  async start(): Promise<number | undefined> {
    const first = this.add();
    if (!(await first.ready)) return (await first.ended).code ?? 1;
    while (!this.stopping && this.workers.size < this.count) this.add();
    return undefined;
  }

  /** Replaces each worker by a new one, one after the other; an old one goes when the new one serves. */
  async roll(): Promise<void> {
    if (this.rolling || this.stopping) return;
    this.rolling = true;
    this.log.info('rolling restart: begins');
    const complete = await this.replaceAll([...this.workers]);
    this.rolling = false;
    if (complete) this.log.info('rolling restart: done');
    else this.log.error('rolling restart: given up, a new worker did not start; the others go on');
  }

  /** Ends all of them; resolves when they are gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const wait of this.waits) clearTimeout(wait);
    await Promise.all([...this.workers].map((worker) => worker.stop()));
  }

  private async replaceAll(old: readonly WorkerProcess[]): Promise<boolean> {
    for (const worker of old) {
      if (this.stopping) return true;
      if (!(await this.add().ready)) return this.stopping;
      await worker.drain();
    }
    return true;
  }

  /** @param failures of those that it replaces, in a row */
  private add(failures = 0): WorkerProcess {
    const worker = WorkerProcess.start();
    this.workers.add(worker);
    void worker.ready.then((serves) => {
      if (serves) this.log.info('worker serves', { worker: worker.id, pid: worker.pid });
    });
    void worker.ended.then(({ code, signal, servedMs }) => {
      this.workers.delete(worker);
      const facts = { worker: worker.id, pid: worker.pid, code, signal };
      if (worker.leaving) this.log.info('worker ended', facts);
      else this.makeGood(failuresInARow(failures, servedMs), facts);
    });
    return worker;
  }

  /** Starts another one for one that ended by itself, unless there are enough without it. */
  private makeGood(failures: number, facts: object): void {
    const wait_ms = backOffMs(failures);
    this.log.error('worker ended by itself', { ...facts, wait_ms });
    if (this.stopping || !this.isShort()) return;
    const wait = setTimeout(() => {
      this.waits.delete(wait);
      if (!this.stopping && this.isShort()) this.add(failures);
    }, wait_ms);
    this.waits.add(wait);
  }

  private isShort(): boolean {
    return [...this.workers].filter((worker) => !worker.leaving).length < this.count;
  }
}
