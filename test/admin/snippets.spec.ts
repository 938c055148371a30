import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SNIPPETS } from '#libs/admin';
import { type AdminApi, problem, startAdminApi } from './admin-api.js';

let api: AdminApi;
let folder: string;
beforeAll(async () => {
  api = await startAdminApi();
  folder = mkdtempSync(join(tmpdir(), 'portico-snippets-'));
});
afterAll(async () => {
  await api?.close();
  rmSync(folder, { recursive: true });
});

interface Shown {
  readonly id: string;
  readonly language: string;
  readonly kinds: readonly string[];
  readonly file_name: string;
  readonly text: string;
  readonly install: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly fill_in: readonly { readonly variable: string; readonly description: string }[];
  readonly preparations: readonly string[];
  readonly tested: boolean;
}

/** Registers a client; what it was told once, and its snippets. */
async function register(metadata: object) {
  const { status, body } = await api.machine.post('/clients', metadata);
  expect(status, JSON.stringify(body)).toBe(201);
  const answer = await api.machine.get(`/clients/${encodeURIComponent(body.client_id)}/snippets`);
  expect(answer.status).toBe(200);
  return { client: body, items: answer.body.items as readonly Shown[] };
}
const idsOf = async (metadata: object) => (await register(metadata)).items.map(({ id }) => id);

const WEB = { redirect_uris: ['https://photos.example/callback'] };
const DEVICE = {
  redirect_uris: [],
  response_types: [],
  grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
};
const MACHINE = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
const ON_A_SERVER = [
  'openid-client',
  'auth-js',
  'spring-security',
  'go-oidc',
  'authlib',
  'oauth2-proxy',
  'mod-auth-openidc',
];

describe('The snippets of a client', () => {
  it.each([
    ['a web application', WEB, ON_A_SERVER],
    [
      'one that posts its secret',
      { ...WEB, token_endpoint_auth_method: 'client_secret_post' },
      [...ON_A_SERVER.slice(0, 3), 'aspnet-core', ...ON_A_SERVER.slice(3)],
    ],
    [
      'one with a key of its own',
      { ...WEB, token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://photos.example/jwks' },
      ['openid-client'],
    ],
    [
      'one that must push its requests',
      { ...WEB, require_pushed_authorization_requests: true },
      ['openid-client'],
    ],
    [
      'one with another signing algorithm',
      { ...WEB, id_token_signed_response_alg: 'ES256' },
      ON_A_SERVER.filter((id) => id !== 'spring-security'),
    ],
    [
      'one whose redirect URI has a query, which some libraries leave out',
      { redirect_uris: ['https://photos.example/callback?tenant=1'] },
      ON_A_SERVER.filter((id) => id !== 'openid-client'),
    ],
    ['one that asks for no ID token', { ...WEB, scope: 'api:read' }, []],
    ['a page without a server', { ...WEB, token_endpoint_auth_method: 'none' }, ['oidc-client-ts']],
    [
      'a program on the person’s machine',
      {
        redirect_uris: ['example.photos:/callback', 'http://127.0.0.1/callback'],
        application_type: 'native',
        token_endpoint_auth_method: 'none',
      },
      ['openid-client-native'],
    ],
    ['a program for itself', MACHINE, ['openid-client-machine', 'go-machine', 'authlib-machine', 'curl']],
    ['a device', { ...DEVICE, token_endpoint_auth_method: 'none' }, ['openid-client-device', 'curl-device']],
    [
      'one that is of two kinds',
      { ...WEB, grant_types: ['authorization_code', 'client_credentials'] },
      [...ON_A_SERVER, 'openid-client-machine', 'go-machine', 'authlib-machine', 'curl'],
    ],
  ])('are those that fit it: %s', async (_, metadata, expected) => {
    expect(await idsOf(metadata)).toEqual(expected);
  });

  it('hold its own values and never its secret, but say where that comes from', async () => {
    const method = { token_endpoint_auth_method: 'client_secret_post' };
    const both = { ...WEB, ...method, grant_types: ['authorization_code', 'client_credentials'] };
    const { client, items } = await register({ ...both, scope: 'openid email reports:read' });
    for (const { id, text, fill_in } of items) {
      expect(text, id).not.toContain(client.client_secret);
      expect(text, id).toContain(client.client_id);
      expect(text, id).toContain(api.portico.url);
      expect(text, id).toMatch(id.includes('machine') || id === 'curl' ? /reports:read/ : /openid/);
      const [secret] = fill_in.filter(({ variable }) => variable.endsWith('CLIENT_SECRET'));
      expect(secret?.description, id).toMatch(/Portico showed it once/);
      for (const { variable } of fill_in) expect(text, id).toContain(variable);
    }
  });

  it('say what to install for just this client', async () => {
    const installed = async (metadata: object) => {
      const [first] = (await register(metadata)).items;
      return [first?.install, first?.packages.map(({ name }) => name)];
    };
    expect(await installed(MACHINE)).toEqual(['npm install openid-client', ['openid-client']]);
    const own = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://photos.example/jwks' };
    const both = ['openid-client', 'jose'];
    expect(await installed({ ...MACHINE, ...own })).toEqual(['npm install openid-client jose', both]);
  });

  it('of a public client ask for no secret', async () => {
    const { items } = await register({ ...DEVICE, token_endpoint_auth_method: 'none' });
    for (const { text, fill_in } of items) {
      expect(fill_in).toEqual([]);
      expect(text).not.toContain('SECRET');
    }
  });

  it('say what to register where a library takes answers at an address of its own', async () => {
    const preparations = async (uri: string) =>
      Object.fromEntries(
        (await register({ redirect_uris: [uri] })).items
          .filter((snippet) => snippet.preparations.length > 0)
          .map((snippet) => [snippet.id, snippet.preparations]),
      );
    expect(await preparations('https://photos.example/cb')).toEqual({
      'auth-js': ['Register the redirect URI https://photos.example/auth/callback/portico.'],
      'oauth2-proxy': ['Register the redirect URI https://photos.example/oauth2/callback.'],
    });
    expect(await preparations('https://photos.example/api/auth/callback/id')).toEqual({
      'oauth2-proxy': ['Register the redirect URI https://photos.example/oauth2/callback.'],
    });
    expect(await preparations('https://photos.example/in/callback')).toHaveProperty('auth-js');
    expect(await preparations('https://photos.example/in/callback')).not.toHaveProperty('oauth2-proxy');
  });

  it('say which were run, and which were only written', async () => {
    const { items } = await register({ ...WEB, token_endpoint_auth_method: 'client_secret_post' });
    const written = items.filter(({ tested }) => !tested).map(({ id }) => id);
    expect(written).toEqual(['spring-security', 'aspnet-core', 'oauth2-proxy']);
  });

  it('are in the table of docs/snippets.md, as they are', () => {
    const page = readFileSync(new URL('../../docs/snippets.md', import.meta.url), 'utf8');
    const rows = page.match(/^\| `[\w-]+` \| \w+ \|.*\| (?:yes|no) \|$/gm) ?? [];
    const documented = rows.map((row) => {
      const [, id, kind, , tested] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
      return [id, [kind], tested === 'yes'];
    });
    expect(documented).toEqual(SNIPPETS.map(({ id, kinds, tested }) => [id, kinds, tested]));
  });

  it('are of a client that is there', async () => {
    const answer = await api.machine.get('/clients/no-such-client/snippets');
    expect([answer.status, answer.body.type]).toEqual([404, problem('not_found')]);
  });
});

describe('The packages that snippets for JavaScript name', () => {
  const installed = (name: string) =>
    JSON.parse(readFileSync(new URL(`../interop/node_modules/${name}/package.json`, import.meta.url), 'utf8'))
      .version;
  const named = SNIPPETS.filter(({ language }) => language === 'javascript').flatMap(
    ({ packages }) => packages,
  );

  it.each(named)('are those that test/interop runs them with: $name $version', ({ name, version }) => {
    expect(installed(name)).toBe(version);
  });
});

/** What ends strings, comments, scripts and commands in one language or another, and then does something. */
const HOSTILE = [
  `'"\\\\'"+INJECTED()+"'`,
  `*/INJECTED()/*`,
  `<!--</script><script>INJECTED()</script>-->`,
  `$(INJECTED)`,
  '`INJECTED`$'.concat('{INJECTED()}'),
  `\\u0022+INJECTED()+\\u0022`,
  `\\"\\'+INJECTED()#{INJECTED()}%s%n`,
  `"""+INJECTED()+"""`,
  `{{INJECTED()}}';INJECTED;'`,
  `&client_secret=INJECTED"`,
  `x\\`,
];
/** As hostile as a redirect URI can be (RFC 3986 §2.2). */
const URI = `https://a.example/cb'+INJECTED()+'$(INJECTED)/;INJECTED/%22%27%3C!--/:id/(x)`;

/** What each language has outside its strings: no value may stand there. */
const STRINGS: Readonly<Record<string, RegExp>> = {
  shell: /'[^']*'(?:\\''[^']*')*/g,
};
const ANY_STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

const here = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
const PYTHON = 'import ast,sys\nfor name in sys.argv[1:]: ast.parse(open(name).read(), name)';
const TOML = 'import sys,tomllib\nfor name in sys.argv[1:]: tomllib.load(open(name,"rb"))';
/** Portico has node read what is a module in an application as one. */
const JAVASCRIPT = `const { readFileSync } = require('node:fs'), { SourceTextModule } = require('node:vm');
for (const name of process.argv.slice(1)) new SourceTextModule(readFileSync(name, 'utf8'), { identifier: name });`;
const SHELL = 'for name; do sh -n "$name" || exit; done';
/** Commands that say whether files are well formed; those that aren't here are left out. */
const PARSERS: Readonly<Record<string, readonly string[]>> = {
  javascript: [process.execPath, '--experimental-vm-modules', '-e', JAVASCRIPT],
  shell: ['sh', '-c', SHELL, 'sh'],
  ...(here('python3', '-V') && { python: ['python3', '-c', PYTHON] }),
  ...(here('python3', '-c', 'import tomllib') && { toml: ['python3', '-c', TOML] }),
  ...(here('sh', '-c', 'command -v gofmt') && { go: ['gofmt', '-l'] }),
};

/** What the parser of this language complains about. */
function complaint(language: string, snippets: readonly Shown[]): string {
  const [command = '', ...args] = PARSERS[language] ?? [];
  if (command === '') return '';
  const files = snippets.map(({ id, file_name, text }) => {
    const file = join(folder, `${id}-${file_name}`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout, stderr } = spawnSync(command, [...args, ...files], { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

describe.each(HOSTILE)('The snippets of a client whose client_id is %s', (client_id) => {
  const kinds = [
    {
      redirect_uris: [URI],
      post_logout_redirect_uris: [URI],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials', ...DEVICE.grant_types],
      scope: `openid email profile $(INJECTED) ';INJECTED;' \`INJECTED\` #{INJECTED} */INJECTED()/*`,
    },
    { redirect_uris: [URI], post_logout_redirect_uris: [URI], token_endpoint_auth_method: 'none' },
    {
      redirect_uris: [URI.replace('https://a.example', 'http://127.0.0.1:8123')],
      application_type: 'native',
      token_endpoint_auth_method: 'none',
    },
  ];

  it('are well formed, and hold its values in strings only', async () => {
    const seen: Shown[] = [];
    for (const [at, kind] of kinds.entries()) {
      const client_name = `${client_id} *//* <!-- " ' \\ $(INJECTED)`;
      seen.push(...(await register({ ...kind, client_id: `${at}${client_id}`, client_name })).items);
    }
    for (const language of new Set(seen.map((snippet) => snippet.language))) {
      const texts = seen.filter((snippet) => snippet.language === language);
      expect(complaint(language, texts)).toBe('');
    }
    for (const { id, language, text } of seen) {
      const outside = text.replaceAll(STRINGS[language] ?? ANY_STRING, '');
      expect(outside, id).not.toContain('INJECTED');
      if (language === 'javascript') expect(text, id).not.toMatch(/<!--|<\/script/);
    }
    // Apache alone has no way to write a variable's name as text.
    const unwritable = /\$\{/.test(client_id) ? ['mod-auth-openidc'] : [];
    const expected = SNIPPETS.map(({ id }) => id).filter((id) => !unwritable.includes(id));
    expect(seen.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
  });

  it('keep its client_id as it is', async () => {
    const program = (text: string) => /^ {2}('(?:[^'\\\n]|\\.)*'),$/m.exec(text)?.[1] ?? '';
    const { items } = await register({ ...MACHINE, client_id: `m${client_id}` });
    const [{ text = '' } = {}] = items.filter(({ id }) => id === 'openid-client-machine');
    expect(runInNewContext(program(text))).toBe(`m${client_id}`);
    const curl = items.find(({ id }) => id === 'curl')?.text ?? '';
    const [, printed = ''] = /^(printf .*) \|$/m.exec(curl) ?? [];
    const line = spawnSync('sh', ['-c', printed], { encoding: 'utf8', env: { PORTICO_CLIENT_SECRET: 's' } });
    const [, name = '', secret] = /^user = "([^":\\]*):([^"]*)"\n$/.exec(line.stdout) ?? [];
    expect([decodeURIComponent(name.replaceAll('+', ' ')), secret]).toEqual([`m${client_id}`, 's']);
  });
});
