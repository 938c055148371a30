import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server in a process of its own, whose CPU time is then its alone. What it prints goes to a file. */
export class ChildServer {
  private constructor(private readonly child: ChildProcess) {}

  static start(
    script: string,
    options: {
      readonly folder: string;
      readonly arguments?: readonly string[];
      readonly nodeArguments?: readonly string[];
      readonly environment?: Readonly<Record<string, string>>;
    },
  ): ChildServer {
    const log = openSync(join(options.folder, 'server.log'), 'a');
    const child = fork(script, options.arguments, {
      execArgv: [...(options.nodeArguments ?? [])],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...options.environment },
      stdio: ['ignore', log, log, 'ipc'],
    });
    return new ChildServer(child);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the server did not start');
    return this.child.pid;
  }

  /** Until it says so itself. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.once('message', () => resolve());
      this.child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  get ended(): boolean {
    return this.child.exitCode !== null;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const exit = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await exit;
  }
}
