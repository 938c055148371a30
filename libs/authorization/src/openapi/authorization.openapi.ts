import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RESPONSE_MODES, RESPONSE_TYPES } from '#libs/protocol';

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
  {
    name: 'response_type',
    description:
      'What is issued: `code`, unless the client is registered for more. The words may be in any order.',
    enum: [...RESPONSE_TYPES],
  },
  { name: 'scope', description: 'Space-separated.', example: 'openid profile' },
  { name: 'state', description: 'Comes back as it was.' },
  { name: 'nonce', description: 'Comes back in the ID token; needed with `id_token`.' },
  { name: 'code_challenge', description: 'BASE64URL(SHA256(code_verifier)), RFC 7636.' },
  { name: 'code_challenge_method', description: 'Needed with a challenge.', enum: ['S256'] },
  {
    name: 'response_mode',
    description:
      'How the answer travels: by `query` for `code`, otherwise by `fragment`, and never by `query`.',
    enum: [...RESPONSE_MODES],
  },
  {
    name: 'prompt',
    description:
      'Space-separated: `none`, `login`, `consent`, `select_account`; or `create` alone, where sign-up is on.',
  },
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

/** A page, for the person. */
const PAGE = { 'text/html': { schema: { type: 'string' } } };

/** @param operationId of this method of the endpoint @param by how the parameters are sent */
export function DescribeAuthorization(operationId: string, by: 'query' | 'form'): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId,
      summary: 'Send the browser here to sign a person in',
      description:
        'RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1. Not to be fetched by a program: it leads to pages. ' +
        'By POST the same parameters are sent as a form.',
    }),
    ...(by === 'query' ? inQuery() : inForm()),
    ApiResponse({
      status: 302,
      description:
        'To the redirect_uri with `state`, `iss` and what was asked for, or with `error` and its description.',
    }),
    ApiResponse({ status: 303, description: 'To a page of Portico, where the person signs in or agrees.' }),
    ApiResponse({
      status: 200,
      description: 'With `response_mode=form_post`: a page that posts the answer.',
      content: PAGE,
    }),
    ApiResponse({
      status: 400,
      description: 'A page that names the parameter at fault: client_id or redirect_uri can’t be trusted.',
      content: PAGE,
    }),
    ApiResponse({ status: 503, description: 'A page: try again, see `Retry-After`.', content: PAGE }),
  );
}

function inQuery(): MethodDecorator[] {
  return PARAMETERS.map(({ name, required = false, description, example, enum: values }) =>
    ApiQuery({ name, required, description, example, schema: { type: 'string', enum: values } }),
  );
}

function inForm(): MethodDecorator[] {
  const properties = PARAMETERS.map(({ name, required, enum: values, ...described }) => [
    name,
    { type: 'string', ...described, ...(values && { enum: values }) },
  ]);
  const required = PARAMETERS.filter((parameter) => parameter.required).map(({ name }) => name);
  return [
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ schema: { type: 'object', properties: Object.fromEntries(properties), required } }),
    ApiResponse({ status: 413, description: 'A page: the form is too large.', content: PAGE }),
    ApiResponse({ status: 415, description: 'A page: what was sent is not a form.', content: PAGE }),
  ];
}
