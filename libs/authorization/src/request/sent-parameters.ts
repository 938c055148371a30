import { OAuthError, Parameters } from '#libs/protocol';
import { UntrustedRequestError } from './untrusted-request-error.js';

/** What of an HTTP request the authorization endpoint reads. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The form, as it was sent. */
  readonly body?: unknown;
}

/**
 * The parameters of an authorization request, by GET or by POST. OpenID Connect Core 1.0 §3.1.2.1
 *
 * @throws UntrustedRequestError
 */
export function sentParameters({ method, url, body }: SentRequest): Parameters {
  try {
    return method === 'POST' ? Parameters.fromForm(body) : Parameters.fromQuery(queryOf(url));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw new UntrustedRequestError('request', { code: error.code, description: error.description });
  }
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}
