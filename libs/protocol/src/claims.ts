import { OAuthError } from './oauth-error.js';

/** OpenID Connect Core 1.0 §5.4. */
export const CLAIMS_BY_SCOPE = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
} as const;

/** OpenID Connect Core 1.0 §5.1. */
export const STANDARD_CLAIMS: readonly string[] = ['sub', ...Object.values(CLAIMS_BY_SCOPE).flat()];

/** How one claim is asked for; null: without conditions. OpenID Connect Core 1.0 §5.5.1 */
export type ClaimRequest = null | {
  readonly essential?: boolean;
  readonly value?: unknown;
  readonly values?: readonly unknown[];
};

export type ClaimsTarget = 'userinfo' | 'id_token';

/** The `claims` parameter. OpenID Connect Core 1.0 §5.5 */
export type ClaimsRequest = { readonly [target in ClaimsTarget]?: Readonly<Record<string, ClaimRequest>> };

const MOST_CLAIMS = 100;

/**
 * Members that the specification doesn't name are ignored, as it demands.
 * @throws OAuthError invalid_request
 */
export function parseClaimsParameter(json: string | undefined): ClaimsRequest {
  if (json === undefined) return {};
  const { userinfo, id_token } = objectOf(parseJson(json));
  return {
    ...(userinfo == null ? {} : { userinfo: parseTarget(userinfo) }),
    ...(id_token == null ? {} : { id_token: parseTarget(id_token) }),
  };
}

/**
 * The names of the claims to deliver in one place, whether the account has them or not.
 *
 * @param ofScope where what a scope stands for belongs: in userinfo, unless there is no access token to ask there with.
 * OpenID Connect Core 1.0 §5.4
 */
export function requestedClaims(
  scope: Iterable<string>,
  claims: ClaimsRequest,
  target: ClaimsTarget,
  ofScope: ClaimsTarget = 'userinfo',
): Set<string> {
  const fromScope = target === ofScope ? claimsOfScope(scope) : [];
  return new Set([...fromScope, ...Object.keys(claims[target] ?? {})]);
}

/** What of a person's data is asked for by name, and is not what these scopes stand for. OpenID Connect Core 1.0 §5.5 */
export function claimsBeyond(scope: Iterable<string>, { userinfo, id_token }: ClaimsRequest): string[] {
  const named = new Set([userinfo, id_token].flatMap((target) => Object.keys(target ?? {})));
  const covered = new Set(claimsOfScope(scope));
  return Object.values(CLAIMS_BY_SCOPE)
    .flat()
    .filter((name) => named.has(name) && !covered.has(name));
}

function claimsOfScope(scope: Iterable<string>): string[] {
  const byScope: Readonly<Record<string, readonly string[]>> = CLAIMS_BY_SCOPE;
  return [...scope].flatMap((one) => (Object.hasOwn(byScope, one) ? (byScope[one] ?? []) : []));
}

function parseTarget(target: unknown): Record<string, ClaimRequest> {
  const claims = Object.entries(objectOf(target));
  if (claims.length > MOST_CLAIMS) throw refused(`more than ${MOST_CLAIMS} claims in one place`);
  return Object.fromEntries(claims.map(([name, request]) => [name, parseClaim(request)]));
}

function parseClaim(request: unknown): ClaimRequest {
  if (request === null) return null;
  const { essential, value, values } = objectOf(request);
  if (essential !== undefined && typeof essential !== 'boolean') throw refused('essential must be a boolean');
  if (values !== undefined && !Array.isArray(values)) throw refused('values must be an array');
  return {
    ...(essential === undefined ? {} : { essential }),
    ...(value === undefined ? {} : { value }),
    ...(values === undefined ? {} : { values }),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw refused('not JSON', cause);
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('not a JSON object');
  return Object.fromEntries(Object.entries(value));
}

function refused(what: string, cause?: unknown): OAuthError {
  return new OAuthError('invalid_request', `claims is malformed: ${what}`, {
    rule: 'OpenID Connect Core 1.0 §5.5',
    cause,
  });
}
