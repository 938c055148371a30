import { fileURLToPath } from 'node:url';
import { HttpClient } from '../http-client.js';
import { expectThat } from '../works/expect-answer.js';
import { floorFlows } from '../works/floor-flows.js';
import { ChildServer, freePort } from './child-server.js';
import type { Contender, Place } from './contender.js';

const SCRIPT = fileURLToPath(new URL('../servers/floor.js', import.meta.url));

/** What the works cost at the least, on this machine. */
export async function startFloor({ folder, databaseUrl, concurrency }: Place): Promise<Contender> {
  const port = await freePort();
  const server = ChildServer.start(SCRIPT, { folder, arguments: [JSON.stringify({ port, databaseUrl })] });
  await server.ready();
  const http = new HttpClient(concurrency);
  const origin = `http://127.0.0.1:${port}`;
  return {
    name: 'floor',
    pid: server.pid,
    flows: floorFlows(origin, http),
    hash: async () => {
      const answer = await http.post(`${origin}/hash`, {});
      expectThat(answer.status === 200, 'no hash', answer);
    },
    stop: async () => {
      http.close();
      await server.stop();
    },
  };
}
