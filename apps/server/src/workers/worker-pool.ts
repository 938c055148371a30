import { backOffMs, failuresInARow } from './back-off.js';
import { ChangeRelay } from './change-relay.js';
import type { WorkerMessage } from './messages.js';
import type { SupervisorLog } from './supervisor-log.js';
import { type Ending, WorkerProcess } from './worker-process.js';

/** The workers of one supervisor: keeps as many as there should be. */
export class WorkerPool {
  private readonly workers = new Set<WorkerProcess>();
  private readonly waits = new Set<NodeJS.Timeout>();
  private readonly relay = new ChangeRelay();
  /** Whether one of them has said at the terminal that Portico is ready. */
  private announced = false;
  private rolling = false;
  private stopping = false;

  constructor(
    private readonly count: number,
    private readonly log: SupervisorLog,
  ) {}

  /**
   * The first worker alone, which brings the database up to date and announces at the terminal that Portico is ready;
   * then the others. Resolves with how the first one ended, if it couldn't start: it has said why.
   */
  async start(): Promise<Ending | undefined> {
    const first = this.add();
    if (!(await first.ready)) return first.ended;
    this.announced = true;
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

  /** While one that was replaced lets its connections go, the next one starts. */
  private async replaceAll(old: readonly WorkerProcess[]): Promise<boolean> {
    const drained: Promise<unknown>[] = [];
    for (const worker of old) {
      if (this.stopping) return true;
      if (!(await this.add().ready)) return this.stopping;
      drained.push(worker.drain());
    }
    await Promise.all(drained);
    return true;
  }

  /** @param failures of those that it replaces, in a row */
  private add(failures = 0): WorkerProcess {
    const worker = WorkerProcess.start();
    this.workers.add(worker);
    worker.onMessage((message) => this.hear(worker, message));
    void worker.ready.then((serves) => {
      if (serves) this.log.info('worker serves', { worker: worker.id, pid: worker.pid });
    });
    void worker.ended.then(({ code, signal, servedMs }) => {
      this.workers.delete(worker);
      this.relay.leave(worker);
      const facts = { worker: worker.id, pid: worker.pid, code, signal };
      if (worker.leaving) this.log.info('worker ended', facts);
      else this.makeGood(failuresInARow(failures, servedMs), facts);
    });
    return worker;
  }

  private hear(worker: WorkerProcess, message: WorkerMessage): void {
    if (message.says === 'joins') {
      this.relay.join(worker);
      worker.tell({ says: 'joined', announces: !this.announced });
    }
    if (message.says === 'changed') this.relay.changed(worker, message.change);
    if (message.says === 'has read') this.relay.hasRead(worker, message.round);
  }

  /** Starts another one for one that ended by itself, unless there are enough without it. */
  private makeGood(failures: number, facts: object): void {
    const wait_ms = backOffMs(failures);
    this.log.error('worker ended by itself', { ...facts, wait_ms });
    if (this.stopping || !this.announced || !this.isShort()) return;
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
