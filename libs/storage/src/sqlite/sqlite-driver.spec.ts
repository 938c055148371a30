import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteConnection } from './sqlite-driver.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-sqlite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sizeOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;

function open(): SqliteConnection {
  const connection = new SqliteConnection(join(folder, 'a.sqlite'));
  connection.pragma('journal_mode = WAL');
  connection.pragma('busy_timeout = 0');
  return connection;
}

describe('closing a SQLite database', () => {
  it('moves what was written into the one file, though its statements are still kept', () => {
    const connection = open();
    connection.exec('CREATE TABLE a (b INTEGER)');
    const kept = connection.prepare('INSERT INTO a VALUES (?)');
    kept.run(1);
    expect(sizeOf('a.sqlite-wal')).toBeGreaterThan(0);
    connection.close();
    expect(sizeOf('a.sqlite-wal')).toBe(0);
    expect(open().prepare('SELECT b FROM a').all()).toEqual([{ b: 1 }]);
  });

  it('leaves that to the other process that still reads', () => {
    const other = open();
    other.exec('CREATE TABLE a (b INTEGER)');
    other.exec('BEGIN');
    other.prepare('SELECT b FROM a').all();
    const connection = open();
    connection.prepare('INSERT INTO a VALUES (2)').run();
    connection.close();
    other.exec('COMMIT');
    expect(other.prepare('SELECT b FROM a').all()).toEqual([{ b: 2 }]);
    other.close();
  });
});
