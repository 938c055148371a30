import type { Statements } from '../statements.js';

/** The registry data in memory is too old to decide by; the web layer answers 503. */
export class RegistryStale extends Error {
  constructor(kind: string) {
    super(`${kind} were not refreshed from the database for too long`);
  }
}

/** How long registry data may go without a refresh before it is no longer used. */
export const STALE_AFTER_MS = 60_000;

export interface RegistrySource<T> {
  /** The kind's name in the change feed: the table's name. */
  readonly kind: string;
  readonly key: (row: T) => string;
  /** The rows whose `feed_version` is greater. */
  readonly load: (sinceFeedVersion: number) => Promise<readonly T[]>;
}

/** One change of a registry, as listeners see it. */
export interface RegistryChange<T> {
  readonly key: string;
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/**
 * All rows of one kind of registry data, held in this process and kept fresh by the change feed. Only for rows that
 * administrators write: clients, keys, policies, settings.
 */
export class Registry<T> {
  private readonly rows = new Map<string, T>();
  private readonly listeners: ((change: RegistryChange<T>) => void)[] = [];
  private feedVersion = -1;
  private refreshedAtMs = 0;

  constructor(
    private readonly source: RegistrySource<T>,
    private readonly nowMs: () => number = Date.now,
  ) {}

  get kind(): string {
    return this.source.kind;
  }

  /** @throws RegistryStale */
  get(key: string): T | undefined {
    this.assertFresh();
    return this.rows.get(key);
  }

  /** @throws RegistryStale */
  all(): readonly T[] {
    this.assertFresh();
    return [...this.rows.values()];
  }

  /** Calls `listener` for each row that is loaded, changed or removed from now on. */
  onChange(listener: (change: RegistryChange<T>) => void): void {
    this.listeners.push(listener);
  }

  /** Milliseconds since the last refresh. */
  ageMs(): number {
    return this.nowMs() - this.refreshedAtMs;
  }

  /** Brings the rows up to `feedVersion`; says whether anything was new. Called by the change feed only. */
  async catchUp(feedVersion: number, statements: Statements): Promise<boolean> {
    const isNew = feedVersion > this.feedVersion;
    if (isNew) {
      const since = this.feedVersion;
      const changed = await this.source.load(since);
      const gone = await statements.rows<{ row_id: string }>(
        'SELECT row_id FROM change_tombstones WHERE kind = ? AND feed_version > ?',
        [this.kind, since],
      );
      for (const { row_id } of gone) this.replace(row_id, undefined);
      for (const row of changed) this.replace(this.source.key(row), row);
      this.feedVersion = feedVersion;
    }
    this.refreshedAtMs = this.nowMs();
    return isNew;
  }

  private replace(key: string, after: T | undefined): void {
    const before = this.rows.get(key);
    if (after === undefined) this.rows.delete(key);
    else this.rows.set(key, after);
    for (const listener of this.listeners) listener({ key, before, after });
  }

  private assertFresh(): void {
    if (this.ageMs() > STALE_AFTER_MS) throw new RegistryStale(this.kind);
  }
}
