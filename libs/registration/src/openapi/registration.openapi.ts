import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { OAuthErrorDto } from '#libs/tokens';
import {
  ClientInformationDto,
  ClientRegistrationRequestDto,
  ClientReplacementRequestDto,
} from './client-information.dto.js';

const EXAMPLE = {
  client_name: 'Photo Book',
  redirect_uris: ['https://photos.example/callback'],
  token_endpoint_auth_method: 'client_secret_basic',
};

const TOKEN = '`invalid_token`: there is no access token, or it is not the one for this.';

export const DescribeRegistration = () =>
  described(
    ApiOperation({
      operationId: 'registerClient',
      summary: 'Register as a client',
      description:
        'RFC 7591, OpenID Connect Dynamic Client Registration 1.0. Served where the configuration turns it on, with an ' +
        'initial access token or without.',
    }),
    ApiBody({ type: ClientRegistrationRequestDto, examples: { code: { value: EXAMPLE } } }),
    ApiCreatedResponse({ type: ClientInformationDto }),
    ...ofBodies(),
  );

export const DescribeReading = () =>
  described(
    ApiOperation({
      operationId: 'readRegistration',
      summary: 'Read one’s registration',
      description: 'RFC 7592 §2.1',
    }),
    ApiOkResponse({ type: ClientInformationDto }),
    ...ofOneClient(),
  );

export const DescribeReplacement = () =>
  described(
    ApiOperation({
      operationId: 'replaceRegistration',
      summary: 'Replace one’s registration',
      description: 'RFC 7592 §2.2. What is left out goes back to its default.',
    }),
    ApiBody({ type: ClientReplacementRequestDto }),
    ApiOkResponse({ type: ClientInformationDto }),
    ...ofOneClient(),
    ...ofBodies(),
  );

export const DescribeRemoval = () =>
  described(
    ApiOperation({
      operationId: 'deleteRegistration',
      summary: 'Be a client no longer',
      description: 'RFC 7592 §2.3. Its tokens end at once.',
    }),
    ApiNoContentResponse(),
    ...ofOneClient(),
  );

function described(...decorators: MethodDecorator[]): MethodDecorator {
  const unauthorized = ApiResponse({ status: 401, type: OAuthErrorDto, description: TOKEN });
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiBearerAuth('access_token'),
    unauthorized,
    ...decorators,
  );
}

function ofOneClient(): MethodDecorator[] {
  const description = '`insufficient_scope`: only an administrator manages this client.';
  return [
    ApiParam({ name: 'client_id', example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e' }),
    ApiResponse({ status: 403, type: OAuthErrorDto, description }),
  ];
}

function ofBodies(): MethodDecorator[] {
  const metadata = '`invalid_redirect_uri`, `invalid_client_metadata`: RFC 7591 §3.2.2.';
  return [
    ApiResponse({ status: 400, type: OAuthErrorDto, description: metadata }),
    ApiResponse({ status: 413, type: OAuthErrorDto, description: 'The body is too large.' }),
    ApiResponse({ status: 415, type: OAuthErrorDto, description: 'The body is not JSON.' }),
    ApiResponse({
      status: 429,
      type: OAuthErrorDto,
      description: '`temporarily_unavailable`: too many of this network; see `Retry-After`.',
    }),
    ApiResponse({
      status: 503,
      type: OAuthErrorDto,
      description: '`temporarily_unavailable`: see `Retry-After`.',
    }),
  ];
}
