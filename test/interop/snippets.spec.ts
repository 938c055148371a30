import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpBrowser } from '../demo/http-browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { type WrittenSnippet, writeSnippet } from './snippet.js';
import { SnippetProgram } from './snippet-program.js';
import { machineSnippetWorks, webSnippetWorks } from './snippet-works.js';

/** The texts that `GET /admin/v1/clients/{client_id}/snippets` answers with, run as they are. */
const NODE = [process.execPath];
const SHELL = ['sh', '-eu'];
const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.warn('The snippets for curl are not run: there is no curl.');

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const OWN_KEY = {
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
};
const PORTICO_CLIENT_KEY = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));

describe.each([
  ['openid-client', '/callback', {}],
  ['openid-client', '/', { token_endpoint_auth_method: 'client_secret_post' }],
  ['openid-client', "/it's/a:path(x)", { token_endpoint_auth_method: 'client_secret_jwt' }],
  ['openid-client', '/callback', { ...OWN_KEY, id_token_signed_response_alg: 'ES256' }],
  ['openid-client', '/callback', { require_pushed_authorization_requests: true }],
  ['auth-js', '/auth/callback/portico', { id_token_signed_response_alg: 'PS256' }],
  ['auth-js', '/api/auth/callback/id', { token_endpoint_auth_method: 'client_secret_post' }],
])('The snippet for %s, with %s and %j', (id, path, metadata) =>
  webSnippetWorks({
    id,
    path,
    metadata,
    portico: () => portico,
    command: async () => NODE,
    env: { PORTICO_CLIENT_KEY },
  }),
);

describe('The snippets for a client that acts for itself', () => {
  it.each([
    ['openid-client-machine', NODE, {}],
    ['openid-client-machine', NODE, OWN_KEY],
    ['openid-client-machine', NODE, { token_endpoint_auth_method: 'client_secret_jwt' }],
  ] as const)('print an access token: %s', (id, command, metadata) =>
    machineSnippetWorks(portico, id, async () => command, metadata, { PORTICO_CLIENT_KEY }),
  );

  it.runIf(hasCurl).each(['client_secret_basic', 'client_secret_post'])(
    'print an access token: curl with %s',
    (token_endpoint_auth_method) =>
      machineSnippetWorks(portico, 'curl', async () => SHELL, { token_endpoint_auth_method }),
  );
});

const programs: SnippetProgram[] = [];
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
});

/** Somebody with a browser, and what they run. */
async function startProgram(snippet: WrittenSnippet, command: readonly string[]) {
  const program = new SnippetProgram(snippet, command);
  programs.push(program);
  const browser = new HttpBrowser();
  const person = await createPerson(portico, { name: 'Ada Example' });
  const givePassword = () =>
    browser.press('sign-in-submit', { username: person.email, password: person.password });
  return { program, browser, person, givePassword };
}

describe('The snippet for a program on the person’s own machine', () => {
  it.each([
    ['localhost', true],
    ['127.0.0.1', false],
  ])('signs them in, at %s', async (host, isFixed) => {
    const uri = `http://${host}${isFixed ? `:${await freePort()}` : ''}/callback`;
    const snippet = await writeSnippet(portico, 'openid-client-native', {
      redirect_uris: ['example.photos:/callback', uri],
      application_type: 'native',
      token_endpoint_auth_method: 'none',
    });
    const { program, browser, person, givePassword } = await startProgram(snippet, NODE);
    const [address = ''] = await program.says(/^(http:\S+)$/m);
    await browser.open(address);
    await givePassword();
    const page = await browser.press('consent-allow');
    expect(page.body).toBe('You can close this window.');
    expect(JSON.parse(await program.ended())).toMatchObject({ sub: person.account.sub, name: 'Ada Example' });
  });
});

/** A device asks every five seconds: all of them at the same time. */
describe.concurrent('The snippets for a device', () => {
  const DEVICE = {
    redirect_uris: [],
    response_types: [],
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
  };
  const start = async (id: string, command: readonly string[], method: string) => {
    const snippet = await writeSnippet(portico, id, { ...DEVICE, token_endpoint_auth_method: method });
    const started = await startProgram(snippet, command);
    const { program, browser, givePassword } = started;
    const [address = '', user_code = ''] = await program.says(/Open (\S+) and enter (\S+)/);
    await browser.open(address);
    await browser.press('device-submit', { user_code });
    await givePassword();
    return started;
  };
  const isFor = async ({ account }: TestPerson, access_token: string) => {
    const headers = { authorization: `Bearer ${access_token}` };
    const answer = await fetch(`${portico.url}/oauth2/userinfo`, { headers });
    expect(await answer.json()).toMatchObject({ sub: account.sub });
  };

  it.each(['none', 'client_secret_basic'])('get tokens for a person: openid-client, %s', async (method) => {
    const { program, browser, person } = await start('openid-client-device', NODE, method);
    await browser.press('device-allow');
    await isFor(person, await program.ended());
  });

  it.runIf(hasCurl).each(['none', 'client_secret_basic', 'client_secret_post'])(
    'get tokens for a person: curl, %s',
    async (method) => {
      const { program, browser, person } = await start('curl-device', SHELL, method);
      await browser.press('device-allow');
      await isFor(person, JSON.parse(await program.ended()).access_token);
    },
  );

  it.runIf(hasCurl)('end when the person refuses: curl', async () => {
    const { program, browser } = await start('curl-device', SHELL, 'none');
    await browser.press('device-deny');
    await expect(program.ended()).rejects.toThrow(/access_denied/);
  });
});
