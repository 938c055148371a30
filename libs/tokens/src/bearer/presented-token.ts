import { authenticationScheme, OAuthError, Parameters, parseBearer } from '#libs/protocol';
import { badToken, malformedRequest, noToken } from './bearer-token-error.js';

/** What of a request may hold an access token. */
export interface BearerRequest {
  readonly method: string;
  readonly headers: { readonly authorization?: string; readonly 'content-type'?: string };
  readonly body?: unknown;
}

/**
 * The access token of a request: from the header (RFC 6750 §2.1) or a form body (§2.2), never from the URL (§2.3), and
 * never from two places.
 *
 * @throws OAuthError invalid_token, invalid_request
 */
export function presentedToken(request: BearerRequest): string {
  const { authorization } = request.headers;
  const inHeader = parseBearer(authorization);
  const inBody = formToken(request);
  if (inHeader !== undefined && inBody !== undefined) {
    throw malformedRequest('the access token was sent in more than one way');
  }
  const token = inHeader ?? inBody;
  if (token !== undefined) return token;
  throw authenticationScheme(authorization) === 'bearer' ? badToken() : noToken();
}

function formToken({ method, headers, body }: BearerRequest): string | undefined {
  const isForm = headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  if (method !== 'POST' || !isForm) return undefined;
  try {
    return Parameters.fromForm(body).get('access_token');
  } catch (error) {
    throw error instanceof OAuthError ? malformedRequest(error.description) : error;
  }
}
