import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SigningKeys } from '#libs/keys';
import { ProviderMetadata } from './provider-metadata.js';

/** Long enough to spare requests, short enough that a new key is known before it signs. */
const CACHE = 'public, max-age=300';

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
  @ApiOperation({ operationId: 'openidConfiguration', summary: 'OpenID Connect Discovery 1.0 §4' })
  @ApiOkResponse({ schema: { type: 'object', required: ['issuer'], additionalProperties: true } })
  openidConfiguration(): object {
    return this.metadata.get();
  }

  @Get('oauth-authorization-server')
  @Header('Cache-Control', CACHE)
  @ApiOperation({ operationId: 'authorizationServerMetadata', summary: 'RFC 8414 §3' })
  @ApiOkResponse({ schema: { type: 'object', required: ['issuer'], additionalProperties: true } })
  authorizationServerMetadata(): object {
    return this.metadata.get();
  }

  @Get('jwks.json')
  @Header('Cache-Control', CACHE)
  @ApiOperation({ operationId: 'jwks', summary: 'The public keys that tokens are verified with (RFC 7517)' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['keys'],
      properties: { keys: { type: 'array', items: { type: 'object', additionalProperties: true } } },
    },
  })
  jwks(): object {
    return this.keys.jwks();
  }
}
