/**
 * Every error code that Portico answers with, and the one HTTP status each has where it is answered directly
 * (not by redirect). The code decides the status; a call site can't choose another.
 */
export const OAUTH_ERRORS = {
  // RFC 6749 §4.1.2.1 and §5.2. `access_denied` is 400 at the token endpoint: RFC 8628 §3.5.
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  invalid_scope: 400,
  access_denied: 400,
  server_error: 500,
  temporarily_unavailable: 503,
  // RFC 7009 §2.2.1
  unsupported_token_type: 400,
  // RFC 8628 §3.5
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  // RFC 7591 §3.2.2
  invalid_redirect_uri: 400,
  invalid_client_metadata: 400,
  invalid_software_statement: 400,
  unapproved_software_statement: 400,
  // RFC 8707 §2
  invalid_target: 400,
  // OpenID Connect Core 1.0 §3.1.2.6; the request object ones also serve RFC 9101 and RFC 9126.
  login_required: 400,
  consent_required: 400,
  interaction_required: 400,
  account_selection_required: 400,
  // OpenID Connect Core Error Code unmet_authentication_requirements 1.0
  unmet_authentication_requirements: 400,
  invalid_request_uri: 400,
  invalid_request_object: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  registration_not_supported: 400,
  // RFC 6750 §3.1
  invalid_token: 401,
  insufficient_scope: 403,
} as const;

export type OAuthErrorCode = keyof typeof OAUTH_ERRORS;

/** What a device that polls hears until the person has answered: it refuses nothing. RFC 8628 §3.5 */
const NOT_YET: ReadonlySet<OAuthErrorCode> = new Set(['authorization_pending', 'slow_down']);

/** Whether the client only has to ask again later, so that there is nothing to explain to anybody. */
export function isNotYet(code: OAuthErrorCode): boolean {
  return NOT_YET.has(code);
}

export interface OAuthErrorDetails {
  /** The rule that was broken, e.g. `RFC 7636 §4.6`. For the administrator. */
  readonly rule?: string;
  /** What was found, as plain JSON. For the administrator, never for the client. No secrets. */
  readonly facts?: object;
  /** Goes to the log only. */
  readonly cause?: unknown;
  /** Headers that the answer must carry, e.g. `WWW-Authenticate`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal in the words of a specification. `description` is written for the developer of the client, in
 * ASCII without `"` and `\` (RFC 6749 §5.2), and never repeats what was sent.
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  /** HTTP status of a direct answer. */
  readonly status: number;
  readonly rule?: string;
  readonly facts?: object;
  readonly headers?: Readonly<Record<string, string>>;

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    details: OAuthErrorDetails = {},
  ) {
    super(`${code}: ${description}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = OAUTH_ERRORS[code];
    this.rule = details.rule;
    this.facts = details.facts;
    this.headers = details.headers;
  }
}
