import { ModulesContainer } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPortico, type TestPortico } from '../support/portico.js';
import { DocumentedResponses, type OpenApiDocument } from './documented-responses.js';
import { servedRoutes } from './served-routes.js';
import { compileProgram, typesOf } from './typed-client/compile.js';

let portico: TestPortico;
let documented: DocumentedResponses;
let document: OpenApiDocument;
beforeAll(async () => {
  portico = await startPortico();
  documented = await DocumentedResponses.of(portico.url);
  ({ document } = documented);
});
afterAll(() => portico.close());

const operations = () => Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** The id of a new person. */
const somebody = async () => (await portico.admin.call<{ id: string }>('POST', '/users', {})).id;

/** What people see in their browsers; no program calls it. */
const PAGES =
  /^\/(?:|(?:sign-in|sign-up|consent|sign-out|set-up|invitation)(?:\/done)?|(?:account|device)(?:\/.*)?|assets\/.*)$/;

describe('The OpenAPI document', () => {
  it('follows OpenAPI 3.1', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(await typesOf(document)).toContain('createClient');
  });

  it('is for this issuer, of this version', () => {
    expect(document.servers).toEqual([{ url: portico.url }]);
    expect(document).toMatchObject({
      info: { title: 'Portico', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
  });

  it('has every endpoint that is served, but for the pages, and no other', () => {
    const served = servedRoutes(portico.get(ModulesContainer)).filter((route) => !PAGES.test(route.path));
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(served.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('offers at the token endpoint the grants that are served there, as discovery does', async () => {
    const metadata = await fetch(`${portico.url}/.well-known/openid-configuration`);
    const { grant_types_supported } = (await metadata.json()) as { grant_types_supported: string[] };
    const { grant_type } = document.components.schemas.TokenRequest?.properties ?? {};
    // `implicit` is no grant of this endpoint (RFC 6749 §4.2), where discovery lists it.
    const served = grant_types_supported.filter((type) => type !== 'implicit');
    expect(grant_type?.enum).toEqual(served);
    expect(served.length).toBeGreaterThan(3);
  });

  it('names each operation, once, by a word that is a method’s name', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('says how to get a token: the flows of this issuer, with the administrative scopes', () => {
    const url = portico.url;
    const scopes = { 'admin:read': expect.any(String), 'admin:write': expect.any(String) };
    expect(document.components).toMatchObject({
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${url}/oauth2/authorize`,
              tokenUrl: `${url}/oauth2/token`,
              scopes,
            },
            clientCredentials: { tokenUrl: `${url}/oauth2/token`, scopes },
          },
        },
        client_secret_basic: { type: 'http', scheme: 'basic' },
        access_token: { type: 'http', scheme: 'bearer' },
      },
    });
  });

  it.each(['/admin/v1/clients', '/oauth2/token'])(
    'says of %s how it refuses, in the words of its errors',
    (path) => {
      const responses = document.paths[path]?.post?.responses ?? {};
      const schemas = ['400', '401'].map((status) => Object.entries(responses[status]?.content ?? {}));
      const [type, name] = path.startsWith('/admin')
        ? ['application/problem+json', 'Problem']
        : ['application/json', 'OAuthError'];
      const expected = [type, { schema: { $ref: `#/components/schemas/${name}` } }];
      expect(schemas).toEqual([[expected], [expected]]);
    },
  );

  it.each([
    ['Client', ['client_secret', 'client_secret_expires_at']],
    ['User', []],
    ['CreatedUser', ['invitation_expires_at', 'invitation_url']],
    ['Event', []],
    ['ClientPage', ['next_cursor']],
  ])('says that all of %s is always there, but for %j', (name, absent) => {
    const { properties = {}, required = [] } = document.components.schemas[name] ?? {};
    const optional = Object.keys(properties).filter((member) => !required.includes(member));
    expect(optional.toSorted()).toEqual(absent);
  });

  it.each(['CreateClient', 'ClientInput', 'PatchUser', 'CreateUser'])(
    'says that nothing of %s must be sent',
    (name) => {
      const { properties = {}, required = [] } = document.components.schemas[name] ?? {};
      expect(required).toEqual([]);
      const defaults = Object.values(properties).filter((member) => 'default' in member);
      expect(defaults, 'generators take a default to mean that it is always there').toEqual([]);
    },
  );

  it.each([
    ['POST', '/admin/v1/clients', 'application/json'],
    ['PATCH', '/admin/v1/clients/{client_id}', 'application/merge-patch+json'],
    ['POST', '/admin/v1/users', 'application/json'],
    ['PATCH', '/admin/v1/users/{id}', 'application/merge-patch+json'],
  ])('has examples that work as they are: %s %s', async (method, path, type) => {
    const { examples = {} } = document.paths[path]?.[method.toLowerCase()]?.requestBody?.content[type] ?? {};
    expect(Object.keys(examples).length).toBeGreaterThan(1);
    const target = path.replace('{client_id}', 'management').replace('{id}', await somebody());
    for (const [name, { value }] of Object.entries(examples)) {
      const answer = await portico.admin.fetch(target.slice('/admin/v1'.length), {
        method,
        headers: { 'content-type': type },
        body: JSON.stringify(value),
      });
      expect([name, answer.ok, answer.ok || (await answer.text())]).toEqual([name, true, true]);
    }
  });

  it('is the same for the protocol’s answers', async () => {
    for (const path of ['/.well-known/openid-configuration', '/.well-known/jwks.json']) {
      await documented.check('GET', portico.url + path, await fetch(portico.url + path));
    }
    for (const path of ['/oauth2/token', '/oauth2/introspect', '/oauth2/par', '/oauth2/revoke']) {
      const init = { method: 'POST', body: new URLSearchParams({ token: 'x' }) };
      await documented.check('POST', portico.url + path, await fetch(portico.url + path, init));
    }
    await documented.check(
      'GET',
      `${portico.url}/oauth2/userinfo`,
      await fetch(`${portico.url}/oauth2/userinfo`),
    );
  });
});

describe('A typed client that is generated from the document', () => {
  it('compiles, and creates, lists, changes, rotates and deletes; every answer is as documented', async () => {
    const { module, remove } = await compileProgram(await typesOf(document));
    try {
      const seen = {
        onResponse: async ({ request, response }: { request: Request; response: Response }) => {
          await documented.check(request.method, request.url, response);
        },
      };
      const run = module.run as (url: string, token: string, seen: object) => Promise<readonly string[]>;
      expect(await run(portico.url, await portico.admin.token(), seen)).toEqual([
        'created Typed',
        'listed Typed',
        'patched Typed twice',
        'put 412 urn:portico:problem:version_mismatch',
        'rotated 43',
        'invited typed@example.com string',
        'refused email',
        'deleted 204 204',
      ]);
      expect(documented.succeeded).toContain('rotateClientSecret');
    } finally {
      await remove();
    }
  });
});

describe('/docs', () => {
  it('shows the document without anything from elsewhere, and without script or style of its own', async () => {
    const response = await fetch(`${portico.url}/docs`);
    const page = await response.text();
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/<style|style=|<script>|\son\w+=|https?:\/\//);
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const asset = await fetch(new URL(file, portico.url));
      expect(asset.status, file).toBe(200);
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
      await asset.arrayBuffer();
    }
  });
});
