import { createRequire, isBuiltin } from 'node:module';

/** The part of `node:sqlite` that Portico uses; `@photostructure/sqlite` has the same. */
interface NativeStatement {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  columns(): readonly unknown[];
}
interface NativeDatabase {
  prepare(sql: string): NativeStatement;
  exec(sql: string): void;
  close(): void;
}
type NativeDatabaseClass = new (
  file: string,
  options: { readOnly: boolean; timeout: number },
) => NativeDatabase;

const require = createRequire(import.meta.url);

/** The runtime's own SQLite where it has one (Node 22.13 and later), the prebuilt package elsewhere. */
function loadNative(): NativeDatabaseClass {
  if (isBuiltin('node:sqlite')) {
    return withoutExperimentalWarning(() => require('node:sqlite').DatabaseSync);
  }
  return require('@photostructure/sqlite').DatabaseSync;
}

/** Node 22 and 24 warn at the first load that `node:sqlite` is experimental; an operator can do nothing about it. */
function withoutExperimentalWarning<T>(load: () => T): T {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** A prepared statement in the shape that TypeORM's `better-sqlite3` driver calls. */
class Statement {
  /** True when the statement returns rows. */
  readonly reader: boolean;

  constructor(private readonly native: NativeStatement) {
    this.reader = native.columns().length > 0;
  }

  all(...parameters: unknown[]): unknown[] {
    return this.native.all(...parameters);
  }

  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.native.run(...parameters);
  }
}

/** While opening, SQLite's own wait for another process is welcome, in milliseconds. */
const OPENING_TIMEOUT_MS = 5000;

/**
 * The `better-sqlite3` interface over an engine that needs no compiler; given to TypeORM as its `driver`.
 */
export class SqliteConnection {
  private readonly native: NativeDatabase;

  constructor(file: string, options: { readonly?: boolean } = {}) {
    const Native = loadNative();
    this.native = new Native(file, { readOnly: options.readonly ?? false, timeout: OPENING_TIMEOUT_MS });
    this.native.exec(`PRAGMA busy_timeout = ${OPENING_TIMEOUT_MS}`);
  }

  pragma(text: string): unknown[] {
    return this.native.prepare(`PRAGMA ${text}`).all();
  }

  prepare(sql: string): Statement {
    return new Statement(this.native.prepare(sql));
  }

  exec(sql: string): this {
    this.native.exec(sql);
    return this;
  }

  /**
   * `@photostructure/sqlite` leaves the write-ahead log behind while a statement lives, and then a copy of the one
   * file `portico.sqlite` would hold nothing: so the log is emptied first. With another process in the middle of
   * reading it answers that it is busy, which is no harm: the log stays, and nothing is lost.
   */
  close(): void {
    this.pragma('wal_checkpoint(TRUNCATE)');
    this.native.close();
  }
}
