import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SigningKeys } from '#libs/keys';
import { ProviderMetadata } from './provider-metadata.js';

/** Long enough to spare requests, short enough that a new key is known before it signs. */
const CACHE = 'public, max-age=300';
const JSON_TYPE = 'application/json; charset=utf-8';

/** The documents that clients configure themselves from. */
@Controller('.well-known')
@ApiTags('Discovery')
export class DiscoveryController {
  constructor(
    private readonly metadata: ProviderMetadata,
    private readonly keys: SigningKeys,
  ) {}

  @Get('openid-configuration')
  @Header('Cache-Control', CACHE)
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({ operationId: 'openidConfiguration', summary: 'OpenID Connect Discovery 1.0 §4' })
  @ApiOkResponse({ schema: { type: 'object', required: ['issuer'], additionalProperties: true } })
  openidConfiguration(): string {
    return written(this.metadata.get());
  }

  @Get('oauth-authorization-server')
  @Header('Cache-Control', CACHE)
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({ operationId: 'authorizationServerMetadata', summary: 'RFC 8414 §3' })
  @ApiOkResponse({ schema: { type: 'object', required: ['issuer'], additionalProperties: true } })
  authorizationServerMetadata(): string {
    return written(this.metadata.get());
  }

  @Get('jwks.json')
  @Header('Cache-Control', CACHE)
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({ operationId: 'jwks', summary: 'The public keys that tokens are verified with (RFC 7517)' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['keys'],
      properties: { keys: { type: 'array', items: { type: 'object', additionalProperties: true } } },
    },
  })
  jwks(): string {
    return written(this.keys.jwks());
  }
}

/** Each document is one object until it changes, and is written once. */
const texts = new WeakMap<object, string>();

function written(document: object): string {
  let text = texts.get(document);
  if (text === undefined) {
    text = JSON.stringify(document);
    texts.set(document, text);
  }
  return text;
}
