import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';

interface Described {
  readonly name: string;
  readonly required?: boolean;
  readonly description: string;
  readonly example?: string;
  readonly enum?: string[];
}

const PARAMETERS: readonly Described[] = [
  { name: 'client_id', required: true, description: 'The client’s own.' },
  { name: 'redirect_uri', description: 'One of the registered ones, byte for byte.' },
  { name: 'response_type', description: 'What is issued.', enum: ['code'] },
  { name: 'scope', description: 'Space-separated.', example: 'openid profile' },
  { name: 'state', description: 'Comes back as it was.' },
  { name: 'nonce', description: 'Comes back in the ID token.' },
  { name: 'code_challenge', description: 'BASE64URL(SHA256(code_verifier)), RFC 7636.' },
  { name: 'code_challenge_method', description: 'Needed with a challenge.', enum: ['S256'] },
  { name: 'response_mode', description: 'How the answer travels.', enum: ['query', 'fragment', 'form_post'] },
  { name: 'prompt', description: 'Space-separated: `none`, `login`, `consent`, `select_account`.' },
  { name: 'max_age', description: 'How old, in seconds, the person’s sign-in may be.' },
  { name: 'login_hint', description: 'Fills in the sign-in name.' },
  { name: 'id_token_hint', description: 'An ID token of the person who is expected.' },
  { name: 'ui_locales', description: 'Languages for the pages, best first.', example: 'de en' },
  { name: 'acr_values', description: 'Wished for, not demanded.' },
  { name: 'claims', description: 'JSON, OpenID Connect Core 1.0 §5.5.' },
  { name: 'request', description: 'The parameters as a JWT that the client signed, RFC 9101.' },
  {
    name: 'request_uri',
    description:
      'Instead of the other parameters: from `/oauth2/par`, or a registered address of such a JWT.',
  },
];

/** @param operationId of this method of the endpoint */
export function DescribeAuthorization(operationId: string): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId,
      summary: 'Send the browser here to sign a person in',
      description:
        'RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1. Not to be fetched by a program: it leads to pages. ' +
        'By POST the same parameters are sent as a form.',
    }),
    ...PARAMETERS.map(({ name, required = false, description, example, enum: values }) =>
      ApiQuery({ name, required, description, example, schema: { type: 'string', enum: values } }),
    ),
    ApiResponse({
      status: 302,
      description: 'To the redirect_uri with `code`, `state` and `iss`, or with `error` and its description.',
    }),
    ApiResponse({ status: 303, description: 'To a page of Portico, where the person signs in or agrees.' }),
    ApiResponse({
      status: 200,
      description: 'With `response_mode=form_post`: a page that posts the answer.',
    }),
    ApiResponse({
      status: 400,
      description: 'A page that names the parameter at fault: client_id or redirect_uri can’t be trusted.',
    }),
  );
}
