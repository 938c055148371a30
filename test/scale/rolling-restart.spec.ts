import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Deployment, ON_MYSQL } from './deployment.js';
import { Load } from './load.js';
import type { ServerProcess } from './server-process.js';

const said = (message: string) => (server: ServerProcess) =>
  server.log().some((line) => String(line.message).startsWith(message));

describe.runIf(ON_MYSQL)('A rolling restart (SIGUSR2) while people sign in', () => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await Deployment.prepare();
  });
  afterAll(() => deployment?.end());

  it('replaces every worker, and no request fails', async () => {
    const server = await deployment.start({ PORTICO_WORKERS: '2' }, 2);
    const load = new Load(deployment);
    await load.more(4);
    server.signal('SIGUSR2');
    await server.until(said('rolling restart: done'), 60_000);
    await load.more(4);
    await load.stop();
    expect({ retries: load.retries, faults: load.faults }).toEqual({ retries: [], faults: [] });
    expect(await load.lost()).toEqual([]);
    const ended = server.log().filter(({ message }) => message === 'worker ended');
    expect(ended).toMatchObject([
      { code: 0, signal: null },
      { code: 0, signal: null },
    ]);
    expect(new Set(server.workerPids()).size).toBe(4);
  });
});
