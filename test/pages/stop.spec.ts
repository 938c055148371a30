import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, freePort } from '../support/portico.js';

let directory: string;
let port: number;
let server: ChildProcess;
let output = '';

/** As an operator starts it, without a terminal. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'portico-test-stop-'));
  port = await freePort();
  const { npm_lifecycle_event: _, ...env } = process.env;
  server = spawn(process.execPath, ['scripts/start.mjs', 'server'], {
    env: { ...env, PORTICO_PORT: String(port), PORTICO_DATA_DIR: directory, PORTICO_LOG_LEVEL: 'warn' },
  });
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (output += text));
  while (!output.includes('Set-up link')) {
    if (server.exitCode !== null) throw new Error(output);
    await wait(50);
  }
});
afterAll(() => {
  if (server.exitCode === null) server.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

describe('The server, as it is started and stopped', () => {
  it('says where it is, and puts the set-up link where only the operator finds it', () => {
    expect(output).toContain(`Address      http://localhost:${port}`);
    expect(output).not.toContain('token=');
    expect(readFileSync(join(directory, 'set-up-link.txt'), 'utf8')).toContain('/set-up?token=');
  });

  it('finishes a request in flight at SIGTERM, takes no new one, and ends in order', async () => {
    const link = new URL(readFileSync(join(directory, 'set-up-link.txt'), 'utf8').trim());
    const body = String(new URLSearchParams({ token: link.searchParams.get('token') ?? '', ...ADMIN }));
    const sent = request(`http://127.0.0.1:${port}/set-up`, {
      method: 'POST',
      agent: new Agent({ keepAlive: true, timeout: 60_000 }),
      headers: {
        origin: `http://localhost:${port}`,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': body.length,
      },
    });
    const answered = once(sent, 'response');
    sent.write(body.slice(0, 10));
    await wait(200);
    server.kill('SIGTERM');
    const exited = once(server, 'exit');
    await wait(300);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    sent.end(body.slice(10));
    const [answer] = await answered;
    answer.resume();
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/set-up/done']);
    expect(answer.headers.connection).toBe('close');
    const answeredAt = performance.now();
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - answeredAt).toBeLessThan(3000);
    expect(output).not.toMatch(/error|did not stop/i);
  });
});
