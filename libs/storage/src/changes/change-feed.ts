import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Transaction } from '../database.js';
import { isUniqueViolation } from '../database-errors.js';
import { Pace } from './pace.js';
import type { Registry } from './registry.js';
import { SharedRuns } from './shared-runs.js';

const POLL_MS = 500;
/** Reads that refusals may cause: a flood of unknown client_ids costs no more than these. */
const FRESHEN_PER_SECOND = 20;
const FRESHEN_AT_ONCE = 10;
/** A refusal waits no longer than this for a database that doesn't answer. */
const FRESHEN_MS = 1000;
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
  private readonly reads = new SharedRuns(() => this.read());
  private readonly pace = new Pace(FRESHEN_PER_SECOND, FRESHEN_AT_ONCE);
  private readonly pacedReads = new SharedRuns(
    () => this.refresh(),
    () => this.pace.turn(),
  );
  private changes = 0;
  private tellOthers: () => Promise<void> = async () => undefined;
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

  /** Reads all that was committed before the call. */
  refresh(): Promise<void> {
    return this.reads.ask();
  }

  /**
   * After an own commit: what it changed is in force here once this resolves, and in the processes that can be told
   * (`onPublish`); in all others when they read next.
   */
  async publish(): Promise<void> {
    await Promise.all([this.refresh(), this.tellOthers()]);
  }

  /** Sets how other processes are told that there is something to read; it resolves when they have, or can't be waited for. */
  onPublish(tellOthers: () => Promise<void>): void {
    this.tellOthers = tellOthers;
  }

  /**
   * As `refresh`, before something is refused by what is held here. One read serves all who wait for it, and their pace
   * is limited: a flood of refusals waits for one another, and the database doesn't notice. When it can't be read, what
   * is held decides.
   */
  async freshen(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FRESHEN_MS);
    });
    await Promise.race([this.pacedReads.ask().catch(() => undefined), tooLong]);
    clearTimeout(timer);
  }

  /** Another number whenever something that is held has changed. */
  get generation(): number {
    return this.changes;
  }

  /** Whether every registry was refreshed within the last ten seconds. */
  healthy(): boolean {
    return this.registries.every((registry) => registry.ageMs() < HEALTHY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async read(): Promise<void> {
    const versions = await this.database.rows<{ kind: string; feed_version: number }>(
      'SELECT kind, feed_version FROM change_versions',
    );
    const newest = new Map(versions.map((row) => [row.kind, Number(row.feed_version)]));
    for (const registry of this.registries) {
      if (await registry.catchUp(newest.get(registry.kind) ?? 0, this.database)) this.changes += 1;
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
