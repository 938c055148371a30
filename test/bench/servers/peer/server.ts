// `oidc-provider` as a Node developer would set it up, on the database and the driver that Portico uses.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hash, verify } from '@node-rs/argon2';
import Provider from 'oidc-provider';
import { PEOPLE } from '../../works/oidc-setup.js';
import { answerJson, readForm, serve, serverOptions } from '../serve.js';
import { openStore } from '../store.js';
import { createPeerTables } from './adapter.js';
import { peerConfiguration } from './configuration.js';

const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const { port, databaseUrl } = serverOptions();
const store = openStore(databaseUrl);
const provider: Provider = new Provider(
  `http://127.0.0.1:${port}`,
  peerConfiguration(store, () => provider),
);
provider.on('server_error', (_, error) => process.stderr.write(`${error.stack}\n`));

await createPeerTables(store);
await store.write(
  'CREATE TABLE peer_people (id varchar(64) NOT NULL PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, ' +
    'password_hash varchar(255) NOT NULL)',
  [],
);
for (const [i, { email, password }] of PEOPLE.entries()) {
  const row = [`person-${i}`, email, await hash(password, ARGON2)];
  await store.write('INSERT INTO peer_people (id, email, password_hash) VALUES (?, ?, ?)', row);
}

const PAGE = `<!doctype html><html lang="en"><title>Sign in</title><form method="post">
<input name="username"><input name="password" type="password"><button id="sign-in-submit">Sign in</button></form></html>`;

/** The sign-in page, and what it sends. */
async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    return;
  }
  const form = await readForm(request);
  const person = await store.read('SELECT id, password_hash FROM peer_people WHERE email = ?', [
    form.get('username'),
  ]);
  if (!person || !(await verify(String(person['password_hash']), form.get('password') ?? ''))) {
    response.writeHead(403).end();
    return;
  }
  const result = { login: { accountId: String(person['id']) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const callback = provider.callback();
serve(port, (request, response) => {
  if (request.url === '/statements') return answerJson(response, JSON.stringify(store.counts));
  if (!request.url?.startsWith('/interaction/')) return callback(request, response);
  interact(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
