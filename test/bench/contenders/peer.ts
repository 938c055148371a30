import { fileURLToPath } from 'node:url';
import { HttpClient } from '../http-client.js';
import { PEER_CLIENTS } from '../servers/peer/configuration.js';
import { jsonOf } from '../works/expect-answer.js';
import { oidcFlows } from '../works/oidc-flows.js';
import { PEOPLE } from '../works/oidc-setup.js';
import { signInPeople } from '../works/sign-in-people.js';
import { ChildServer, freePort } from './child-server.js';
import type { Contender, Place } from './contender.js';

const SCRIPT = fileURLToPath(new URL('../servers/peer/server.js', import.meta.url));

/** `oidc-provider`, on the same kind of database. */
export async function startPeer({ folder, databaseUrl, concurrency }: Place): Promise<Contender> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const server = ChildServer.start(SCRIPT, { folder, arguments: [JSON.stringify({ port, databaseUrl })] });
  await server.ready();
  const http = new HttpClient(concurrency);
  const metadata = jsonOf(await http.get(`${issuer}/.well-known/openid-configuration`), 'no metadata');
  const setup = { issuer, metadata, clients: PEER_CLIENTS };
  const people = await signInPeople(setup, PEOPLE);
  return {
    name: 'oidc-provider',
    pid: server.pid,
    flows: await oidcFlows({ ...setup, people }, http),
    statements: async () => {
      const { reads, commits } = jsonOf(await http.get(`${issuer}/statements`), 'no counts');
      return { reads: Number(reads), commits: Number(commits) };
    },
    stop: async () => {
      http.close();
      await server.stop();
    },
  };
}
