import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, answerOf, RelyingParty } from '../support/relying-party.js';

/** Whatever is sent holds this word, and no answer may. */
const ECHO = 'ECH0';
const FORM = 'application/x-www-form-urlencoded';

let portico: TestPortico;
let party: RelyingParty;
beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico);
});
afterAll(() => portico.close());

/** Each endpoint, and the one parameter that decides what it does. */
const ENDPOINTS = [
  ['/oauth2/token', 'grant_type'],
  ['/oauth2/introspect', 'token'],
  ['/oauth2/par', 'response_type'],
  ['/oauth2/revoke', 'token'],
  ['/oauth2/userinfo', 'access_token'],
] as const;

const MEGABYTE = ECHO.repeat(262_144);
const DEEP = 100_000;

/** What is sent as the body, by the name of the endpoint's own parameter; with its content type. */
const BODIES: Readonly<
  Record<string, (parameter: string) => readonly [body: string | Uint8Array, type: string | undefined]>
> = {
  'its parameter twice': (name) => [`${name}=${ECHO}1&${name}=${ECHO}2`, FORM],
  'its parameter a thousand times': (name) => [`${name}=${ECHO}&`.repeat(1000), FORM],
  'ten thousand parameters': () => [
    Array.from({ length: 10_000 }, (_, i) => `${ECHO}${i}=1`).join('&'),
    FORM,
  ],
  'ten thousand scopes': (name) => [`${name}=${ECHO}&scope=${`${ECHO}+`.repeat(10_000)}`, FORM],
  'a value of sixteen kilobytes': (name) => [`${name}=${ECHO.repeat(4097)}`, FORM],
  'a name of sixteen kilobytes': () => [`${ECHO.repeat(4097)}=1`, FORM],
  'a megabyte': (name) => [`${name}=${MEGABYTE}`, FORM],
  'a megabyte of separators': () => ['&'.repeat(1_000_000), FORM],
  'a NUL in a value': (name) => [`${name}=${ECHO}%00`, FORM],
  'a NUL in a name': () => [`${ECHO}%00=1`, FORM],
  'a percent sign without digits': (name) => [`${name}=${ECHO}%zz%`, FORM],
  'bytes that are no UTF-8': (name) => [`${name}=${ECHO}%ff%fe%c0%80`, FORM],
  'names of properties that every object has': () => ['__proto__=1&constructor=1&toString=1', FORM],
  'quotes and statements': (name) => [`${name}=${ECHO}'%20OR%201=1;--%20"`, FORM],
  'a line break for the headers': (name) => [`${name}=${ECHO}%0d%0aset-cookie:%20a=b`, FORM],
  'a huge JWT': (name) => [`${name}=eyJhbGciOiJSUzI1NiJ9.${'e'.repeat(16_000)}.${ECHO}`, FORM],
  'a JWT that nobody signed': (name) => [`${name}=${unsignedJwt()}`, FORM],
  'a huge client assertion': () => [
    `client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=${ECHO.repeat(4000)}`,
    FORM,
  ],
  'no body': () => ['', FORM],
  'JSON instead of a form': (name) => [
    JSON.stringify({ [name]: ECHO, grant_type: 'client_credentials' }),
    'application/json',
  ],
  'JSON that is deep': () => [`${'['.repeat(DEEP)}"${ECHO}"${']'.repeat(DEEP)}`, 'application/json'],
  'JSON with objects that are deep': () => [
    `${`{"${ECHO}":`.repeat(20_000)}1${'}'.repeat(20_000)}`,
    'application/json',
  ],
  'JSON that pollutes prototypes': () => [
    `{"__proto__":{"${ECHO}":1},"constructor":{"prototype":{}}}`,
    'application/json',
  ],
  'JSON that is broken': () => [`{"${ECHO}":`, 'application/json'],
  'JSON null': () => ['null', 'application/json'],
  'plain text': (name) => [`${name}=${ECHO}`, 'text/plain'],
  XML: () => [`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;${ECHO}</a>`, 'application/xml'],
  'a multipart form': (name) => [
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${ECHO}\r\n--x--`,
    'multipart/form-data; boundary=x',
  ],
  'a content type that is none': (name) => [`${name}=${ECHO}`, ECHO],
  'no content type': (name) => [new TextEncoder().encode(`${name}=${ECHO}`), undefined],
};

function unsignedJwt(): string {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const claims = {
    iss: portico.url,
    sub: ECHO,
    client_id: ECHO,
    exp: 9_999_999_999,
    jti: ECHO,
    scope: 'openid',
  };
  return `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`;
}

/** Refused for what it is, quickly, without a word about what is inside. */
function expectRefusal(answer: Answer, cpu: NodeJS.CpuUsage): void {
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status, answer.text).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body.error).toMatch(/^[a-z_]+$/);
  expectNothingTold(answer);
  const { user, system } = process.cpuUsage(cpu);
  expect(user + system, 'microseconds of the processor').toBeLessThan(1_000_000);
}

function expectNothingTold({ text, headers }: Answer): void {
  const all = `${text}\n${JSON.stringify([...headers])}`;
  expect(all).not.toContain(ECHO);
  expect(all).not.toMatch(/\bat \S+ \(|node_modules|\.[jt]s:\d|SELECT |Unexpected token|Error:/);
  expect(headers.get('set-cookie')).toBeNull();
}

describe.each(ENDPOINTS)('Hostile input: POST %s', (path, parameter) => {
  /** Neither introspection nor revocation calls an unknown token an error (RFC 7662 §2.2, RFC 7009 §2.2). */
  const IS_JUST_A_TOKEN = new Set([
    'a percent sign without digits',
    'bytes that are no UTF-8',
    'quotes and statements',
    'a line break for the headers',
    'a huge JWT',
    'a JWT that nobody signed',
    'ten thousand scopes',
  ]);

  it.each(Object.keys(BODIES))('refuses %s', async (name) => {
    const [body, type] = BODIES[name]?.(parameter) ?? [];
    const cpu = process.cpuUsage();
    const headers = {
      ...(path === '/oauth2/userinfo' ? {} : { authorization: party.basic() }),
      ...(type !== undefined && { 'content-type': type }),
    };
    const answer = await party.fetch(path, { method: 'POST', headers, body });
    if (parameter === 'token' && IS_JUST_A_TOKEN.has(name) && answer.status === 200) {
      expect(answer.text).toBe(path === '/oauth2/introspect' ? '{"active":false}' : '');
    } else expectRefusal(answer, cpu);
    if (name.startsWith('a megabyte')) expect(answer.status).toBe(413);
  });
});

describe('Hostile input: the Authorization header', () => {
  const HEADERS = [
    'Basic',
    'Basic ',
    'Basic %%%',
    `Basic ${ECHO}`,
    `Basic ${btoa(ECHO)}`,
    `Basic ${btoa(':')}`,
    `Basic ${btoa(`${ECHO}:`)}`,
    `Basic ${btoa(`%zz:${ECHO}`)}`,
    `Basic ${btoa(`${ECHO}%00:x`)}`,
    `Basic ${btoa('\xff\xfe:\xff')}`,
    `Basic ${btoa(`${ECHO}:${ECHO}`)} ${ECHO}`,
    `Basic ${btoa(`__proto__:${ECHO}`)}`,
    `Basic ${btoa(`${ECHO.repeat(1000)}:x`)}`,
    'Bearer',
    `Bearer ${ECHO}`,
    `Bearer ${ECHO} ${ECHO}`,
    `Bearer eyJhbGciOiJub25lIn0.e30.${ECHO}`,
    `Bearer ..`,
    `Bearer ${ECHO.repeat(2500)}`,
    `Digest username="${ECHO}"`,
    ECHO,
  ];

  it.each(ENDPOINTS.flatMap(([path]) => HEADERS.map((header) => [path, header.slice(0, 60), header])))(
    '%s refuses %j',
    async (path, _, authorization) => {
      const cpu = process.cpuUsage();
      const body = new URLSearchParams({ grant_type: 'client_credentials', token: ECHO });
      const answer = await party.fetch(path, { method: 'POST', headers: { authorization }, body });
      expectRefusal(answer, cpu);
      expect(answer.status).toBe(401);
    },
  );

  it('refuses headers of more than sixteen kilobytes, in the words of the protocol', async () => {
    const answer = await raw('/oauth2/userinfo', { authorization: `Bearer ${ECHO.repeat(8000)}` });
    expect(answer.status).toBe(431);
    expectNothingTold(answer);
    expect(answer.body.error).toBe('invalid_request');
  });
});

describe('Hostile input: methods and addresses', () => {
  it.each(
    ENDPOINTS.flatMap(([path]) =>
      ['GET', 'PUT', 'PATCH', 'DELETE']
        .filter((method) => method !== 'GET' || path !== '/oauth2/userinfo')
        .map((method) => [method, path]),
    ),
  )('%s %s is no method of it, and says which are (RFC 9110 §15.5.6)', async (method, path) => {
    const cpu = process.cpuUsage();
    const answer = await party.fetch(path, { method });
    expectRefusal(answer, cpu);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(path === '/oauth2/userinfo' ? 'GET, HEAD, POST' : 'POST');
  });

  it.each([
    `/oauth2/token/${ECHO}`,
    `/oauth2/token?${ECHO}`,
    `/oauth2/${ECHO}`,
    `/${ECHO}`,
    `/.well-known/${ECHO}`,
    `/oauth2/token%00${ECHO}`,
    `/oauth2/%zz${ECHO}`,
    `/oauth2/../../../etc/${ECHO}`,
    `/oauth2/%2e%2e/%2e%2e/${ECHO}`,
    `//${ECHO}.example/oauth2/token`,
    `/oauth2\\token\\${ECHO}`,
    `/${ECHO.repeat(2000)}`,
    `/oauth2/userinfo/${ECHO}?access_token=${ECHO}`,
    `/%ff%fe${ECHO}`,
  ])('GET %s tells nothing', async (path) => {
    const cpu = process.cpuUsage();
    const answer = await raw(path);
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status, answer.text).toBeLessThan(500);
    expectNothingTold(answer);
    const { user, system } = process.cpuUsage(cpu);
    expect(user + system).toBeLessThan(1_000_000);
  });

  it.each([
    `${ECHO}\r\n\r\n`,
    `GET / HTTP/9.9\r\n\r\n`,
    `GET /${ECHO} HTTP/1.1\r\nHost: a\r\nHost: b\r\n${ECHO}\r\n\r\n`,
  ])('is no HTTP: %j', async (text) => {
    const said = await talk(text);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(said).not.toContain(ECHO);
  });

  it('takes the issuer from the configuration, whatever Host says', async () => {
    const host = `${ECHO}.example`;
    const answer = await raw('/.well-known/openid-configuration', { host, 'x-forwarded-host': host });
    expect(answer.body.issuer).toBe(portico.url);
    expectNothingTold(answer);
  });
});

/** One request whose path and headers no client library corrects. */
async function raw(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(portico.url);
  const response = await new Promise<Response>((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers, insecureHTTPParser: true }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => {
        const answered = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        resolve(new Response(Buffer.concat(chunks), { status: incoming.statusCode, headers: answered }));
      });
    });
    request.on('error', reject).end();
  });
  return answerOf(response);
}

async function talk(text: string): Promise<string> {
  const { hostname, port } = new URL(portico.url);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.on('close', () => resolve(said)).on('error', reject);
  });
}
