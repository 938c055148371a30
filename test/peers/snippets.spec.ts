import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SNIPPETS } from '#libs/admin';
import { writeSnippet } from '../interop/snippet.js';
import { machineSnippetWorks, webSnippetWorks } from '../interop/snippet-works.js';
import { TestChromium } from '../support/chromium.js';
import { createPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { Apache, missing } from './apache.js';
import { builtByGo, hasGoWith, PythonWithPackages } from './prepared.js';

/** The texts that `GET /admin/v1/clients/{client_id}/snippets` answers with, run as they are. */
const packagesOf = (snippet: string) => SNIPPETS.find(({ id }) => id === snippet)?.packages ?? [];
const python = await PythonWithPackages.install(packagesOf('authlib'));
const hasGo = await hasGoWith(packagesOf('go-oidc'));
if (missing.length > 0)
  console.warn(`The snippet for Apache is not run: there is no ${missing.join(' and no ')}.`);

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(async () => {
  await portico?.close();
  python?.remove();
});

const POST = { token_endpoint_auth_method: 'client_secret_post' };
const ROWS = [
  ['/callback', { id_token_signed_response_alg: 'ES256' }],
  ["/it's/a path/<path:_>".replaceAll(' ', '%20').replace('<', '%3C').replace('>', '%3E'), POST],
] as const;

describe.skipIf(!python).each(ROWS)('The snippet for Authlib, with %s and %j', (path, metadata) =>
  webSnippetWorks({
    id: 'authlib',
    path,
    metadata,
    portico: () => portico,
    command: async () => [String(python?.command)],
  }),
);

describe.skipIf(!hasGo).each(ROWS)('The snippet for Go, with %s and %j', (path, metadata) =>
  webSnippetWorks({ id: 'go-oidc', path, metadata, portico: () => portico, command: builtByGo }),
);

describe('The snippets for a client that acts for itself', () => {
  it.skipIf(!python).each(['client_secret_basic', 'client_secret_post'])(
    'print an access token: Authlib with %s',
    (token_endpoint_auth_method) =>
      machineSnippetWorks(portico, 'authlib-machine', async () => [String(python?.command)], {
        token_endpoint_auth_method,
      }),
  );

  it.skipIf(!hasGo).each(['client_secret_basic', 'client_secret_post'])(
    'print an access token: Go with %s',
    (token_endpoint_auth_method) =>
      machineSnippetWorks(portico, 'go-machine', builtByGo, { token_endpoint_auth_method }),
    300_000,
  );
});

describe.skipIf(missing.length > 0).each([
  ['/callback', { id_token_signed_response_alg: 'PS256' }],
  ["/it's/a:path(x)", { ...POST, client_id: 'a"quoted\\client_id$HOME' }],
])('The snippet for Apache, with %s and %j', (path, metadata) => {
  let backend: Server;
  let apache: Apache;
  let chromium: TestChromium;
  beforeAll(async () => {
    chromium = await TestChromium.launch();
    // The application behind: it says what it is told.
    backend = createServer((request, response) => response.end(JSON.stringify(request.headers)));
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    const port = await freePort();
    const snippet = await writeSnippet(portico, 'mod-auth-openidc', {
      redirect_uris: [`http://localhost:${port}${path}`],
      post_logout_redirect_uris: [`http://localhost:${port}/`],
      ...metadata,
    });
    const behind = `ProxyPass /pages http://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
    const configuration = [readFileSync(snippet.file, 'utf8'), behind];
    apache = await Apache.serve(port, snippet.client_id, configuration, snippet.env);
    snippet.remove();
  });
  afterAll(async () => {
    await chromium?.close();
    await apache?.stop();
    backend?.close();
  });

  it('signs the person in, and tells the application behind who that is', async () => {
    const { page } = await chromium.open();
    const { email, password, account } = await createPerson(portico, { name: 'Ada Example' });
    await page.goto(`${apache.origin}/pages`);
    await page.fill('input[name=username]', email);
    await page.fill('input[name=password]', password);
    await page.click('#sign-in-submit');
    await page.click('#consent-allow');
    await page.waitForURL(`${apache.origin}/**`);
    const told = (await page.textContent('body')) ?? '';
    expect(page.url(), told + apache.logged).toBe(`${apache.origin}/pages`);
    expect(JSON.parse(told)).toMatchObject({
      oidc_claim_sub: account.sub,
      oidc_claim_name: 'Ada Example',
      oidc_claim_email: email,
    });
  });
});
