import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Deployment, ON_MYSQL } from './deployment.js';
import { Load } from './load.js';

describe('A process that is killed while people sign in', () => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await Deployment.prepare();
  });
  afterAll(() => deployment?.end());

  it.runIf(ON_MYSQL)('is replaced: no sign-in is lost, nothing is spent twice', async () => {
    const server = await deployment.start({ PORTICO_WORKERS: '2' }, 2);
    const load = new Load(deployment);
    await load.more(6);
    const [first, second] = server.workerPids();
    process.kill(Number(first), 'SIGKILL');
    await load.more(6);
    await server.until((at) => at.workerPids().length === 3);
    process.kill(Number(second), 'SIGKILL');
    await load.more(6);
    await load.stop();
    expect(load.faults).toEqual([]);
    expect(await load.lost()).toEqual([]);
    await server.until((at) => at.workerPids().length === 4);
  });

  it.runIf(!ON_MYSQL)('loses no sign-in, and spends nothing twice, once it is started again', async () => {
    const server = await deployment.start();
    const load = new Load(deployment);
    await load.more(6);
    server.signal('SIGKILL');
    await server.exited;
    await deployment.start();
    await load.more(6);
    await load.stop();
    expect(load.faults).toEqual([]);
    expect(load.retries).not.toEqual([]);
    expect(await load.lost()).toEqual([]);
  });
});
