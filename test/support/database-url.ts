import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** A fresh, empty database of the engine under test, and how to remove it. */
export interface TestDatabaseUrl {
  readonly url: string;
  remove(): Promise<void>;
}

/**
 * SQLite in a temporary file; or, when `PORTICO_TEST_DATABASE_URL` names a MySQL or MariaDB server, a new database
 * there. This is the one switch between the two.
 */
export async function freshDatabaseUrl(): Promise<TestDatabaseUrl> {
  const server = process.env.PORTICO_TEST_DATABASE_URL;
  return server ? freshMysql(server) : freshSqlite();
}

/** Bytes that the databases of all tests at work fit into, many times over. */
const ROOM = 1 << 30;

/** Portico waits for the disk at each commit. Memory is no disk to wait for, where Linux offers enough of it as a folder. */
function folderOfDatabases(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > ROOM ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

function freshSqlite(): TestDatabaseUrl {
  const folder = mkdtempSync(join(folderOfDatabases(), 'portico-test-'));
  return {
    url: `sqlite:${join(folder, 'portico.sqlite')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function freshMysql(server: string): Promise<TestDatabaseUrl> {
  const name = `portico_test_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string) => {
    const connection = await createConnection({ uri: server });
    try {
      const [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      await connection.end();
    }
  };
  const [row] = await run('SELECT VERSION() AS version');
  const collation = /mariadb/i.test(String(row?.version)) ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE ${collation}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    remove: async () => {
      await run(`DROP DATABASE ${name}`);
    },
  };
}
