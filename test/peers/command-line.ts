import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasEnded } from '../interop/until-listening.js';
import { freePort, type TestPortico } from '../support/portico.js';

const SCRIPT = fileURLToPath(new URL('../interop/oidc-agent/sign-in.sh', import.meta.url));

/** Why oidc-agent can't be tested here. */
export const missing = ['/usr/bin/oidc-agent', '/usr/bin/oidc-gen'].filter((path) => !existsSync(path));

/** The documented script of oidc-agent, in a terminal of its own, of somebody with an empty home. */
export class CommandLine {
  /** What the terminal shows. */
  shown = '';

  private constructor(
    private readonly home: string,
    private readonly script: ChildProcess,
  ) {
    for (const output of [script.stdout, script.stderr]) {
      output?.on('data', (chunk) => {
        this.shown += chunk;
      });
    }
  }

  static async start(
    portico: TestPortico,
    flow: 'code' | 'device',
    registration_token: string,
  ): Promise<CommandLine> {
    const home = mkdtempSync(join(tmpdir(), 'portico-oidc-agent-'));
    mkdirSync(join(home, '.oidc-agent'));
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      TMPDIR: home,
      ISSUER: portico.url,
      REGISTRATION_TOKEN: registration_token,
      FLOW: flow,
      PORT: String(await freePort()),
      PASSWORD: 'of the file in which the agent keeps its account',
    };
    // A group of its own, so that what the script waits for can be stopped with it.
    return new CommandLine(home, spawn('sh', ['-eu', SCRIPT], { env, detached: true }));
  }

  /** Waits until the terminal shows this; returns its group. */
  async shows(pattern: RegExp): Promise<string> {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = pattern.exec(this.shown);
      if (found) return found[1] ?? '';
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the terminal doesn't show ${pattern}, but:\n${this.shown}`);
  }

  async stop(): Promise<void> {
    if (!hasEnded(this.script) && this.script.pid) {
      process.kill(-this.script.pid, 'SIGTERM');
      await once(this.script, 'exit');
    }
    rmSync(this.home, { recursive: true });
  }
}
