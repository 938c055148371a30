import { type ClaimRequest, type ClaimsRequest, OAuthError } from '#libs/protocol';

/**
 * The people whom a client will take: named by the ID token that it sent as a hint (OpenID Connect Core 1.0
 * §3.1.2.1) and by the `sub` that it asks for in `claims` (§5.5.1). Undefined: anybody.
 *
 * @param hinted the `sub` of the id_token_hint
 * @throws OAuthError invalid_request when the parts of the request contradict each other
 */
export function expectedSubs(
  hinted: string | undefined,
  claims: ClaimsRequest,
): ReadonlySet<string> | undefined {
  const named = [
    hinted === undefined ? undefined : [hinted],
    subsOf(claims.id_token?.['sub']),
    subsOf(claims.userinfo?.['sub']),
  ].filter((subs) => subs !== undefined);
  const [first, ...others] = named;
  if (first === undefined) return undefined;
  const agreed = first.filter((sub) => others.every((subs) => subs.includes(sub)));
  if (agreed.length > 0) return new Set(agreed);
  throw new OAuthError('invalid_request', 'id_token_hint and claims name different people', {
    rule: 'OpenID Connect Core 1.0 §5.5.1',
  });
}

function subsOf(request: ClaimRequest | undefined): readonly string[] | undefined {
  const subs: readonly unknown[] | undefined =
    request?.value === undefined ? request?.values : [request.value];
  return subs?.map((sub) => {
    if (typeof sub === 'string') return sub;
    throw new OAuthError('invalid_request', 'claims names a sub that is not a string');
  });
}
