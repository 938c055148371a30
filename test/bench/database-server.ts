import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { freePort } from './contenders/child-server.js';

const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin`;
const READY_MS = 60_000;

/** Databases for the contenders. */
export interface DatabaseServer {
  /** Its process, when it has one of its own. */
  readonly pid?: number;
  /** In words, for the report. */
  readonly description: string;
  /** The address of a new, empty database. */
  create(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** A file for each contender, inside its own process. */
export function sqliteFiles(folder: string): DatabaseServer {
  return {
    description: 'SQLite, WAL, `synchronous=FULL`',
    create: async (name) => `sqlite:${join(folder, `${name}.sqlite`)}`,
    stop: async () => undefined,
  };
}

/** Whether this machine has MariaDB. */
export function hasMariaDb(): boolean {
  try {
    execFileSync('mariadbd', ['--version'], { env: { PATH }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A MariaDB of our own in a temporary folder, durable: every commit is on the disk before it is answered. */
export async function startMariaDb(folder: string): Promise<DatabaseServer> {
  const data = join(folder, 'mariadb');
  const socket = join(folder, 'mariadb.sock');
  const port = await freePort();
  mkdirSync(data);
  const log = openSync(join(folder, 'mariadb.log'), 'a');
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    chmodSync(folder, 0o755);
    execFileSync('chown', ['mysql:', folder, data]);
  }
  const as = isRoot ? ['--user=mysql'] : [];
  const flags = ['--no-defaults', ...as, `--datadir=${data}`];
  execFileSync(
    'mariadb-install-db',
    [...flags, '--skip-test-db', '--auth-root-authentication-method=normal'],
    { env: { PATH }, stdio: ['ignore', log, log] },
  );
  const child = spawn(
    'mariadbd',
    [
      ...flags,
      `--socket=${socket}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--innodb-flush-log-at-trx-commit=1',
      '--skip-name-resolve',
    ],
    { env: { PATH }, stdio: ['ignore', log, log] },
  );
  const run = (sql: string) => administer(socket, sql);
  await untilReady(child, run);
  const [{ version }] = (await run('SELECT VERSION() AS version')) as [{ version: string }];
  const password = randomBytes(16).toString('hex');
  await run(`CREATE USER bench@'127.0.0.1' IDENTIFIED BY '${password}'`);
  await run("GRANT ALL ON *.* TO bench@'127.0.0.1'");
  return {
    pid: child.pid,
    description: `MariaDB ${version.split('-')[0]}, \`innodb_flush_log_at_trx_commit=1\``,
    create: async (name) => {
      await run(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`);
      return `mysql://bench:${password}@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      const exit = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function administer(socketPath: string, sql: string): Promise<unknown> {
  const connection = await createConnection({ socketPath, user: 'root' });
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}

async function untilReady(child: ChildProcess, run: (sql: string) => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline && child.exitCode === null; ) {
    try {
      await run('SELECT 1');
      return;
    } catch {
      await sleep(200);
    }
  }
  throw new Error('MariaDB does not start');
}
