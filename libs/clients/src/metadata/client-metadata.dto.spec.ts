import { Body, Controller, Module, Post } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { asksForAdminScopes } from './asks-for-admin-scopes.js';
import { ClientMetadataDto } from './client-metadata.dto.js';
import { METADATA_DEFAULTS, METADATA_FIELDS } from './client-metadata.js';
import { patchMetadata } from './patch-metadata.js';
import { readClientMetadata } from './read-client-metadata.js';

@Controller()
class Clients {
  @Post('clients')
  create(@Body() _: ClientMetadataDto): void {}
}

@Module({ controllers: [Clients] })
class Api {}

interface Property {
  description?: string;
  example?: unknown;
}

async function documented(): Promise<Record<string, Property>> {
  const module = await Test.createTestingModule({ imports: [Api] }).compile();
  const app = module.createNestApplication(new FastifyAdapter());
  const { components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  return (components!.schemas!['ClientMetadataDto'] as { properties: Record<string, Property> }).properties;
}

describe('the OpenAPI description of client metadata', () => {
  it('has every member that can be registered, and no other', async () => {
    expect(Object.keys(await documented()).sort()).toEqual([...METADATA_FIELDS].sort());
  });

  it('says of each what it means, with an example that is accepted', async () => {
    const properties = Object.entries(await documented());
    for (const [name, { description }] of properties)
      expect([name, description]).toEqual([name, expect.any(String)]);
    const examples = Object.fromEntries(properties.map(([name, { example }]) => [name, example]));
    const { jwks_uri: _, token_endpoint_auth_signing_alg: __, ...together } = examples;
    expect(Object.keys(readClientMetadata(together, { private_use_schemes: [] }))).toHaveLength(
      METADATA_FIELDS.length,
    );
  });

  it('repeats the defaults that hold', async () => {
    for (const [name, property] of Object.entries(await documented())) {
      if (!('default' in property)) continue;
      expect({ [name]: property.default }).toEqual({
        [name]: METADATA_DEFAULTS[name as keyof typeof METADATA_DEFAULTS],
      });
    }
  });
});

describe('the OpenAPI description of what is not registered', () => {
  it('is null for the members that have no default, as in the row', async () => {
    for (const [name, property] of Object.entries(await documented())) {
      const fallback = METADATA_DEFAULTS[name as keyof typeof METADATA_DEFAULTS];
      expect([name, 'nullable' in property]).toEqual([name, fallback === null]);
    }
  });
});

describe('RFC 7396: a merge patch', () => {
  const current = {
    ...METADATA_DEFAULTS,
    client_name: 'Old',
    contacts: ['a'],
    jwks: { keys: [{ kty: 'EC' }] },
  };

  it('replaces what it names, removes by null, and leaves the rest', () => {
    const patched = patchMetadata(current, { client_name: 'New', contacts: null, jwks: null });
    expect(patched).toEqual({ ...current, client_name: 'New', contacts: null, jwks: null });
    expect(patchMetadata(current, {})).toEqual(current);
  });

  it('merges within jwks', () => {
    expect(patchMetadata(current, { jwks: { keys: [] } })).toMatchObject({ jwks: { keys: [] } });
    expect(patchMetadata(current, { jwks: {} })).toMatchObject({ jwks: current.jwks });
    expect(patchMetadata({ ...current, jwks: null }, { jwks: { keys: null } })).toMatchObject({ jwks: {} });
  });
});

describe('administrative scopes', () => {
  it.each([
    ['openid admin:read', null, true],
    ['openid', 'admin:write', true],
    ['administer', null, false],
    [null, null, false],
  ])('scope %j, default %j: asked for is %s', (scope, default_scope, asked) => {
    expect(asksForAdminScopes({ scope, default_scope })).toBe(asked);
  });
});
