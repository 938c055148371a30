/** Why a call to another server failed: a closed set, each with its sentence. */
export const OUTBOUND_ERRORS = {
  invalid_url: 'the URL cannot be read',
  not_https: 'the URL must begin with https://',
  credentials: 'the URL must not hold a user name or password',
  not_public: 'the host has an address that is not public, and it is not on the list of allowed hosts',
  unresolved: 'the host name has no address',
  unreachable: 'the connection failed or was cut off',
  untrusted: 'the server did not prove its identity with TLS',
  timeout: 'the server took too long to answer',
  redirected: 'the server answered with a redirect, which is not followed',
  too_large: 'the answer is too large',
  status: 'the server answered with an unexpected status',
  not_json: 'the answer is not JSON',
} as const;

export type OutboundErrorCode = keyof typeof OUTBOUND_ERRORS;

/** A call to another server that failed. Its message holds nothing that the other side chose. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(
    readonly code: OutboundErrorCode,
    /** `status`: the HTTP status of the answer, if there was one. `cause` goes to the log only. */
    readonly details: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(OUTBOUND_ERRORS[code], details.cause === undefined ? undefined : { cause: details.cause });
  }

  /** What an error of the network means here. */
  static from(cause: unknown): OutboundError {
    if (cause instanceof OutboundError) return cause;
    return new OutboundError(TLS_FAILURE.test(codeOf(cause)) ? 'untrusted' : 'unreachable', { cause });
  }
}

/** Codes of OpenSSL's verification and of node:tls. */
const TLS_FAILURE = /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_)/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
