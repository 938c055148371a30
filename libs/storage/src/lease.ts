import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from './database.js';
import { isUniqueViolation } from './database-errors.js';
import type { Statements } from './statements.js';

/** A holder that died is waited for no longer than this. */
const LIFETIME_MS = 30_000;
const RETRY_MS = 50;
const PATIENCE_MS = 120_000;

/** Makes the table of leases, which must be there before the first migration. */
export async function ensureLeaseTable(statements: Statements): Promise<void> {
  await statements.affected(
    'CREATE TABLE IF NOT EXISTS leases ' +
      '(name varchar(64) NOT NULL PRIMARY KEY, owner varchar(64) NOT NULL, expires_at_ms bigint NOT NULL)',
  );
}

/** Work that one process at a time may do, on any number of machines; the lock is a row. */
@Injectable()
export class Lease {
  private readonly owner = randomUUID();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Waits for the lease `name`, runs `work`, gives the lease back. The lease is renewed while `work` runs. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const deadline = this.clock.nowMs() + PATIENCE_MS;
    while (!(await this.take(name))) {
      if (this.clock.nowMs() > deadline)
        throw new Error(`waited too long for another process to finish: ${name}`);
      await sleep(RETRY_MS);
    }
    const renewal = setInterval(() => void this.renew(name).catch(() => undefined), LIFETIME_MS / 3);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.give(name);
    }
  }

  /** Runs `work` only if nobody holds the lease; says whether it ran. */
  async tryRun(name: string, work: () => Promise<void>): Promise<boolean> {
    if (!(await this.take(name))) return false;
    try {
      await work();
    } finally {
      await this.give(name);
    }
    return true;
  }

  private async take(name: string): Promise<boolean> {
    const now = this.clock.nowMs();
    const taken = await this.database.affected(
      'UPDATE leases SET owner = ?, expires_at_ms = ? WHERE name = ? AND expires_at_ms <= ?',
      [this.owner, now + LIFETIME_MS, name, now],
    );
    if (taken === 1) return true;
    try {
      await this.database.affected('INSERT INTO leases (name, owner, expires_at_ms) VALUES (?, ?, ?)', [
        name,
        this.owner,
        now + LIFETIME_MS,
      ]);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async renew(name: string): Promise<void> {
    await this.database.affected('UPDATE leases SET expires_at_ms = ? WHERE name = ? AND owner = ?', [
      this.clock.nowMs() + LIFETIME_MS,
      name,
      this.owner,
    ]);
  }

  private async give(name: string): Promise<void> {
    await this.database.affected('UPDATE leases SET expires_at_ms = 0 WHERE name = ? AND owner = ?', [
      name,
      this.owner,
    ]);
  }
}
