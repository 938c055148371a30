import { HttpException } from '@nestjs/common';
import { HasherBusy } from '#libs/accounts';
import { OAuthError } from '#libs/protocol';
import { RegistryStale } from '#libs/storage';

/** An error in the words of the protocol, with the status that it is answered with. */
export interface ProtocolAnswer {
  readonly error: OAuthError;
  readonly status: number;
  /** Nobody's fault outside: it belongs in the log. */
  readonly unexpected: boolean;
}

const HTTP_DESCRIPTIONS: Readonly<Record<number, string>> = {
  404: 'there is nothing at this address',
  405: 'the method is not allowed here',
  413: 'the body is too large',
};
const NO_JSON = 'the body must be application/json';
const NO_FORM = 'the body must be application/x-www-form-urlencoded';
/** RFC 7591 §3.1 and RFC 7592 §2.2 send JSON; everything else outside the admin API is a form. */
const TAKES_JSON = /^\/oauth2\/register(?:\/|$)/;

/**
 * Says whatever was thrown as an OAuth error. Only what was meant for the client is told to it.
 *
 * @param path below the issuer's path
 */
export function asOAuthError(thrown: unknown, path: string): ProtocolAnswer {
  if (thrown instanceof OAuthError) return { error: thrown, status: thrown.status, unexpected: false };
  if (thrown instanceof RegistryStale || thrown instanceof HasherBusy) {
    const headers = { 'retry-after': thrown instanceof HasherBusy ? String(thrown.retry_after) : '5' };
    const error = new OAuthError('temporarily_unavailable', 'try again in a moment', {
      headers,
      cause: thrown,
    });
    return { error, status: error.status, unexpected: thrown instanceof RegistryStale };
  }
  const status = clientFaultStatus(thrown);
  if (status !== undefined) {
    const error = new OAuthError('invalid_request', describe(status, path));
    return { error, status, unexpected: false };
  }
  const error = new OAuthError('server_error', 'something went wrong here', { cause: thrown });
  return { error, status: error.status, unexpected: true };
}

function describe(status: number, path: string): string {
  if (status === 415) return TAKES_JSON.test(path) ? NO_JSON : NO_FORM;
  return HTTP_DESCRIPTIONS[status] ?? 'the request is malformed';
}

/** The status of an error that Nest or Fastify raised over a request that is no good. */
function clientFaultStatus(thrown: unknown): number | undefined {
  const status =
    thrown instanceof HttpException
      ? thrown.getStatus()
      : thrown instanceof Error && 'statusCode' in thrown && Number(thrown.statusCode);
  return status && status >= 400 && status < 500 ? status : undefined;
}
