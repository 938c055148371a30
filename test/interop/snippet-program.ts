import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { WrittenSnippet } from './snippet.js';
import { hasEnded, untilListening } from './until-listening.js';

/** A snippet that runs. */
export class SnippetProgram {
  /** What it wrote for programs. */
  printed = '';
  /** What it wrote for people. */
  said = '';
  private readonly program: ChildProcess;

  /** @param command with its first arguments; the file is the last */
  constructor(
    private readonly snippet: WrittenSnippet,
    [command = '', ...args]: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) {
    const environment = { PATH: process.env.PATH, ...snippet.env, ...env };
    this.program = spawn(command, [...args, snippet.file], {
      cwd: snippet.folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.program.stdout?.on('data', (chunk) => {
      this.printed += chunk;
    });
    this.program.stderr?.on('data', (chunk) => {
      this.said += chunk;
    });
  }

  /** Until it takes requests there. */
  listening(port: number): Promise<void> {
    return untilListening(this.program, port, () => this.printed + this.said);
  }

  /** Waits until it says this to people; returns its groups. */
  async says(pattern: RegExp): Promise<readonly string[]> {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = pattern.exec(this.said);
      if (found) return found.slice(1);
      if (hasEnded(this.program)) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the program doesn't say ${pattern}, but:\n${this.said}`);
  }

  /** Waits for its end. @returns what it wrote for programs */
  async ended(): Promise<string> {
    if (!hasEnded(this.program)) await once(this.program, 'close');
    if (this.program.exitCode !== 0) throw new Error(`the program failed:\n${this.printed}${this.said}`);
    return this.printed.trim();
  }

  async stop(): Promise<void> {
    if (!hasEnded(this.program)) {
      this.program.kill();
      await once(this.program, 'exit');
    }
    this.snippet.remove();
  }
}
