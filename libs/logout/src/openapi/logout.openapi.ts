import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';

const PARAMETERS = {
  id_token_hint: 'An ID token of the person, expired or not. Without it the person is asked.',
  client_id: 'Needed when there is no `id_token_hint`, to show who asks.',
  post_logout_redirect_uri: 'One of the registered ones, byte for byte. Used only with an `id_token_hint`.',
  state: 'Comes back as it was.',
  ui_locales: 'Languages for the pages, best first.',
};

/** @param operationId of this method of the endpoint */
export function DescribeLogout(operationId: string): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId,
      summary: 'Send the browser here to sign the person out',
      description:
        'OpenID Connect RP-Initiated Logout 1.0 §2. By POST the same parameters are sent as a form.',
    }),
    ...Object.entries(PARAMETERS).map(([name, description]) =>
      ApiQuery({ name, required: false, description, schema: { type: 'string' } }),
    ),
    ApiResponse({ status: 302, description: 'Signed out; to `post_logout_redirect_uri` with `state`.' }),
    ApiResponse({
      status: 303,
      description: 'To a page that asks the person whether they want to sign out.',
    }),
    ApiResponse({ status: 200, description: 'A page that says that the person is signed out.' }),
  );
}
