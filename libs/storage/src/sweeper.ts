import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Lease } from './lease.js';

/** Removes at most `limit` rows that have expired; returns how many it removed. */
export type RemoveExpired = (limit: number) => Promise<number>;

const EVERY_MS = 60_000;
/** Small enough that the locks of one batch never hold up a sign-in. */
const BATCH = 200;
const PAUSE_MS = 20;

/** Clears away what has expired, a small batch at a time, in one process of the deployment. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sweeper.name);
  private readonly tasks = new Map<string, RemoveExpired>();
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(private readonly lease: Lease) {}

  /** @param name the table, for the log */
  register(name: string, removeExpired: RemoveExpired): void {
    this.tasks.set(name, removeExpired);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  /** One round over every table; a failure is logged and the next round tries again. */
  async sweep(): Promise<void> {
    await this.lease.tryRun('sweep', async () => {
      for (const [name, removeExpired] of this.tasks) {
        await this.clear(name, removeExpired);
      }
    });
  }

  private async clear(name: string, removeExpired: RemoveExpired): Promise<void> {
    try {
      while (!this.stopping && (await removeExpired(BATCH)) === BATCH) await sleep(PAUSE_MS);
    } catch (error) {
      this.logger.warn({ err: error, table: name }, 'expired rows were not removed');
    }
  }
}
