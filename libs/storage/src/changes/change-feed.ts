import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Transaction } from '../database.js';
import { isUniqueViolation } from '../database-errors.js';
import type { Registry } from './registry.js';

const POLL_MS = 500;
/** Older than this, the process says that it is not ready. */
const HEALTHY_MS = 10_000;

/**
 * Tells every process what changed in the registry data, through the database alone: each write bumps its kind's
 * version in its own transaction and stamps its row; each process reads what is newer than what it holds.
 */
@Injectable()
export class ChangeFeed implements OnModuleDestroy {
  // biome-ignore lint/suspicious/noExplicitAny: registries of different rows stand in one list.
  private readonly registries: Registry<any>[] = [];
  private refreshing: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  /** Loads the registry and keeps it fresh from now on. */
  async follow<T>(registry: Registry<T>): Promise<void> {
    await this.ensureKind(registry.kind);
    this.registries.push(registry);
    await this.refresh();
    this.timer ??= setInterval(() => void this.refresh().catch(() => undefined), POLL_MS).unref();
  }

  /**
   * Takes the next version of a kind, and with it the lock that orders its changes. Stamp it on each row that the
   * transaction writes.
   */
  async bump(transaction: Transaction, kind: string): Promise<number> {
    await transaction.affected('UPDATE change_versions SET feed_version = feed_version + 1 WHERE kind = ?', [
      kind,
    ]);
    const row = await transaction.row<{ feed_version: number }>(
      'SELECT feed_version FROM change_versions WHERE kind = ?',
      [kind],
    );
    if (!row) throw new Error(`nobody follows the kind ${kind}`);
    return Number(row.feed_version);
  }

  /** Says that a row is gone. Bump first, in the same transaction. */
  async forget(transaction: Transaction, kind: string, rowId: string, feedVersion: number): Promise<void> {
    await transaction.affected('DELETE FROM change_tombstones WHERE kind = ? AND row_id = ?', [kind, rowId]);
    await transaction.affected(
      'INSERT INTO change_tombstones (kind, row_id, feed_version) VALUES (?, ?, ?)',
      [kind, rowId, feedVersion],
    );
  }

  /** Reads all that was committed before the call; after an own commit it makes the write visible here at once. */
  refresh(): Promise<void> {
    if (this.refreshing === undefined) this.refreshing = this.read();
    else this.again = true;
    return this.refreshing;
  }

  /** Whether every registry was refreshed within the last ten seconds. */
  healthy(): boolean {
    return this.registries.every((registry) => registry.ageMs() < HEALTHY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Deciding to read no more and being joined no more are one step: whoever comes between would wait for nothing. */
  private async read(): Promise<void> {
    try {
      do {
        this.again = false;
        await this.readOnce();
      } while (this.again);
    } finally {
      this.refreshing = undefined;
    }
  }

  private async readOnce(): Promise<void> {
    const versions = await this.database.rows<{ kind: string; feed_version: number }>(
      'SELECT kind, feed_version FROM change_versions',
    );
    const newest = new Map(versions.map((row) => [row.kind, Number(row.feed_version)]));
    for (const registry of this.registries) {
      await registry.catchUp(newest.get(registry.kind) ?? 0, this.database);
    }
  }

  private async ensureKind(kind: string): Promise<void> {
    const known = await this.database.row('SELECT kind FROM change_versions WHERE kind = ?', [kind]);
    if (known) return;
    try {
      await this.database.affected('INSERT INTO change_versions (kind, feed_version) VALUES (?, 0)', [kind]);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }
}
