import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';

const PARAMETERS = {
  id_token_hint: 'An ID token of the person, expired or not. Without it the person is asked.',
  client_id: 'Needed when there is no `id_token_hint`, to show who asks.',
  post_logout_redirect_uri:
    'One of the registered ones, byte for byte, with an `id_token_hint`. Any other: the person is asked, and stays here.',
  state: 'Comes back as it was.',
  ui_locales: 'Languages for the pages, best first.',
};

/** A page, for the person. */
const PAGE = { 'text/html': { schema: { type: 'string' } } };

/** @param operationId of this method of the endpoint @param by how the parameters are sent */
export function DescribeLogout(operationId: string, by: 'query' | 'form'): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId,
      summary: 'Send the browser here to sign the person out',
      description:
        'OpenID Connect RP-Initiated Logout 1.0 §2. By POST the same parameters are sent as a form.',
    }),
    ...(by === 'query' ? inQuery() : inForm()),
    ApiResponse({ status: 302, description: 'Signed out; to `post_logout_redirect_uri` with `state`.' }),
    ApiResponse({
      status: 303,
      description: 'To a page that asks the person whether they want to sign out.',
    }),
    ApiResponse({
      status: 200,
      description:
        'A page that says that the person is signed out; or one that loads the pages of their clients in frames, and ' +
        'then repeats the request (OpenID Connect Front-Channel Logout 1.0 §3).',
      content: PAGE,
    }),
    ApiResponse({ status: 400, description: 'A page that names the parameter at fault.', content: PAGE }),
    ApiResponse({ status: 503, description: 'A page: try again, see `Retry-After`.', content: PAGE }),
  );
}

function inQuery(): MethodDecorator[] {
  return Object.entries(PARAMETERS).map(([name, description]) =>
    ApiQuery({ name, required: false, description, schema: { type: 'string' } }),
  );
}

function inForm(): MethodDecorator[] {
  const properties = Object.entries(PARAMETERS).map(([name, description]) => [
    name,
    { type: 'string', description },
  ]);
  return [
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ required: false, schema: { type: 'object', properties: Object.fromEntries(properties) } }),
    ApiResponse({ status: 413, description: 'A page: the form is too large.', content: PAGE }),
    ApiResponse({ status: 415, description: 'A page: what was sent is not a form.', content: PAGE }),
  ];
}
