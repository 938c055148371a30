import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENCRYPTION_KEY } from '../support/portico.js';

const MAIN = fileURLToPath(new URL('../../dist/apps/server/src/main.js', import.meta.url));

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A built Portico as a process of its own, with a data directory of its own, like one on another machine. */
export class ServerProcess {
  /** What it wrote, to both streams. */
  output = '';
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  /** @param environment beside the data directory and the encryption key */
  constructor(
    environment: Readonly<Record<string, string>>,
    readonly dataDirectory = mkdtempSync(join(tmpdir(), 'portico-scale-')),
  ) {
    this.child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      env: {
        PATH: process.env.PATH,
        PORTICO_HOST: '127.0.0.1',
        PORTICO_DATA_DIR: this.dataDirectory,
        PORTICO_ENCRYPTION_KEY: ENCRYPTION_KEY,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: what Ctrl-C at a terminal is sent to.
      detached: true,
    });
    const note = (text: Buffer) => {
      this.output += text;
    };
    this.child.stdout?.on('data', note);
    this.child.stderr?.on('data', note);
    this.exited = new Promise((resolve) => {
      this.child.once('close', (code) => resolve(code));
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The lines of its log. */
  log(): readonly LogLine[] {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogLine);
  }

  /** The workers that serve or served, oldest first. */
  workerPids(): readonly number[] {
    return this.log()
      .filter(({ message }) => message === 'worker serves')
      .map(({ pid }) => Number(pid));
  }

  /** Waits for what it writes. */
  async until(holds: (server: this) => boolean, milliseconds = 30_000): Promise<void> {
    const deadline = Date.now() + milliseconds;
    let ended = false;
    void this.exited.then(() => {
      ended = true;
    });
    while (!holds(this)) {
      if (ended) throw new Error(`it ended:\n${this.story()}`);
      if (Date.now() > deadline) throw new Error(`it did not come in time:\n${this.story()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Until it serves; with `workers`, until so many of them do. */
  ready(workers = 0): Promise<void> {
    return this.until(
      ({ output }) => output.includes('Portico is ready') && this.workerPids().length >= workers,
    );
  }

  /** What it wrote, without the requests that went well. */
  private story(): string {
    const lines = this.output.split('\n').filter((line) => !line.includes('"message":"answered"'));
    return lines.slice(-40).join('\n');
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** Ends it, however it is, and removes its files. */
  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    await this.exited;
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}
