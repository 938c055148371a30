/** Every problem that the admin API answers with: its status and title. The code decides; a call site can't. */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'The request can’t be read' },
  validation_failed: { status: 400, title: 'What was sent breaks a rule' },
  invalid_token: { status: 401, title: 'A good access token is needed' },
  insufficient_scope: { status: 403, title: 'The access token lacks a scope' },
  not_permitted: { status: 403, title: 'Your administrative role does not allow this' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'The method is not served here' },
  changed_meanwhile: { status: 409, title: 'Others are changing this at the same time' },
  client_id_taken: { status: 409, title: 'The client_id is taken' },
  last_owner: { status: 409, title: 'The last enabled owner stays an owner' },
  last_secret: { status: 409, title: 'The client needs this secret' },
  name_taken: { status: 409, title: 'Something else has this name' },
  no_secret_method: { status: 409, title: 'The client has no use for a secret' },
  policy_in_use: { status: 409, title: 'Somebody has this access policy' },
  sign_in_name_taken: { status: 409, title: 'Somebody else signs in with this name' },
  subject_taken: { status: 409, title: 'The sub is, or was, somebody else’s' },
  too_many_groups: { status: 409, title: 'The person is in as many groups as may be' },
  two_secrets: { status: 409, title: 'The client has two secrets already' },
  version_mismatch: { status: 412, title: 'This was changed since you read it' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  precondition_required: { status: 428, title: 'Say which version you are replacing' },
  internal_error: { status: 500, title: 'Something went wrong here' },
  temporarily_unavailable: { status: 503, title: 'Try again in a moment' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One thing that is wrong with what was sent, to be read as a sentence: `redirect_uris[1]` `must be https`. */
export interface FieldError {
  /** The member or parameter at fault, dotted and indexed: `address.country`, `redirect_uris[1]`, `limit`. */
  readonly field: string;
  /** What is wrong and what to send instead; never the value. */
  readonly detail: string;
}

export interface ProblemDetails {
  readonly errors?: readonly FieldError[];
  /** Headers that the answer must carry, such as `WWW-Authenticate`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Goes to the log only. */
  readonly cause?: unknown;
}

/** A refusal of the admin API. RFC 9457 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly title: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail for the developer of the client: what to do; never what was sent */
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    { errors, headers = {}, cause }: ProblemDetails = {},
  ) {
    super(`${code}: ${detail}`, cause === undefined ? undefined : { cause });
    this.status = PROBLEMS[code].status;
    this.title = PROBLEMS[code].title;
    this.errors = errors;
    this.headers = headers;
  }
}

/** What was sent breaks rules; every one of them is named. */
export function validationFailed(errors: readonly FieldError[]): ProblemError {
  return new ProblemError('validation_failed', 'See errors: each names the member or parameter at fault.', {
    errors,
  });
}

/** One member or parameter breaks a rule. */
export function invalidField(field: string, detail: string): ProblemError {
  return validationFailed([{ field, detail }]);
}
