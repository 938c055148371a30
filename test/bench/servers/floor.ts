// A bare HTTP server that does what no provider can do without: the exchanges, the signatures and the durable writes.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hash, verify } from '@node-rs/argon2';
import { PEOPLE } from '../works/oidc-setup.js';
import { answerJson, readForm, serve, serverOptions } from './serve.js';
import { openStore } from './store.js';

const { port, databaseUrl } = serverOptions();
const store = openStore(databaseUrl);
const KEYS: Readonly<Record<string, KeyObject>> = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};
/** As long as the metadata of a provider. */
const DOCUMENT = JSON.stringify({ value: 'x'.repeat(2500) });
/** As long as the claims of an ID token. */
const CLAIMS = {
  iss: 'https://issuer.example',
  sub: 'x'.repeat(22),
  aud: 'y'.repeat(36),
  iat: 1,
  exp: 2,
  nonce: 'z',
};
/** OWASP's parameters for argon2id, which are Portico's: 19 MiB, two passes. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const READ = 'SELECT id, data, used_at FROM floor_rows WHERE id = ?';
const INSERT = 'INSERT INTO floor_rows (id, data, used_at) VALUES (?, ?, NULL)';
const SPEND = 'UPDATE floor_rows SET used_at = ? WHERE id = ? AND used_at IS NULL';

/** As much as a code or a token keeps. */
const DATA = 'd'.repeat(300);
const newId = () => randomBytes(32).toString('base64url');

function jwt(alg: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg, typ: 'JWT', kid: 'floor' })}.${part(CLAIMS)}`;
  const key = { key: KEYS[alg] as KeyObject, dsaEncoding: 'ieee-p1363' } as const;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

type Handler = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  '/authorize': async (_request, response, query) => {
    await store.read(READ, [query.get('id')]);
    const code = newId();
    await store.write(INSERT, [code, DATA]);
    answerJson(response, JSON.stringify({ value: code }));
  },
  '/token': async (request, response) => {
    const id = (await readForm(request)).get('id');
    await store.read(READ, [id]);
    const token = newId();
    const signed = jwt('RS256');
    await store.transaction(async (write) => {
      await write(SPEND, [Date.now(), id]);
      await write(INSERT, [token, DATA]);
    });
    answerJson(response, JSON.stringify({ value: token, jwt: signed }));
  },
  '/sign': async (request, response, query) => {
    await readForm(request);
    answerJson(response, JSON.stringify({ jwt: jwt(query.get('alg') ?? '') }));
  },
  '/read': async (request, response, query) => {
    if (request.method === 'POST') await readForm(request);
    const row = await store.read(READ, [query.get('id')]);
    answerJson(response, JSON.stringify({ value: row?.['id'] }));
  },
  '/sign-in': async (request, response) => {
    const id = (await readForm(request)).get('id') ?? '';
    const person = await store.read(READ, [id]);
    const { password } = PEOPLE[Number(id.slice('person-'.length))] ?? { password: '' };
    if (!(await verify(String(person?.['data']), password))) throw new Error('a wrong password');
    await store.write(INSERT, [newId(), DATA]);
    answerJson(response, '{}');
  },
  '/hash': async (request, response) => {
    await readForm(request);
    await hash('seven green herons', ARGON2);
    answerJson(response, '{}');
  },
  '/page': async (_request, response) => answerJson(response, DOCUMENT),
  '/document': async (_request, response) => answerJson(response, DOCUMENT),
};

const COLUMNS = 'id varchar(64) NOT NULL PRIMARY KEY, data text NOT NULL, used_at bigint NULL';
await store.write(`CREATE TABLE floor_rows (${COLUMNS})`, []);
for (const [i, { password }] of PEOPLE.entries()) {
  await store.write(INSERT, [`person-${i}`, await hash(password, ARGON2)]);
}

serve(port, (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://floor');
  const handler = HANDLERS[pathname];
  if (!handler) {
    response.writeHead(404).end();
    return;
  }
  handler(request, response, searchParams).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
