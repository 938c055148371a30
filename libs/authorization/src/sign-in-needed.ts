import type { SignedIn } from '#libs/sessions';
import type { SignInReason } from './next-step.js';
import type { AuthorizationRequest } from './request/authorization-request.js';
import type { Ticket } from './ticket/ticket.js';

/**
 * Whether the person must go to the sign-in page, and why. OpenID Connect Core 1.0 §3.1.2.1 and §3.1.2.3
 *
 * `prompt=login` and `max_age` are met by any authentication that is later than the request's first arrival, so
 * the person who comes back from the sign-in page is not sent there again.
 *
 * @param now epoch seconds
 */
export function signInNeeded(
  request: AuthorizationRequest,
  ticket: Ticket,
  signedIn: SignedIn | undefined,
  now: number,
): SignInReason | undefined {
  if (!signedIn) return 'nobody';
  if (request.expected_sub !== undefined && request.expected_sub !== signedIn.account.sub)
    return 'somebody_else';
  const provenForThis = signedIn.session.authenticated_at_ms > ticket.first_seen_ms;
  if (provenForThis) return undefined;
  if (request.prompt.has('login') || isTooOld(signedIn.session.auth_time, request.max_age, now))
    return 'again';
  const chosen = ticket.selected === true && ticket.sid === signedIn.session.sid;
  return request.prompt.has('select_account') && !chosen ? 'choose' : undefined;
}

function isTooOld(authTime: number, maxAge: number | undefined, now: number): boolean {
  return maxAge !== undefined && (maxAge === 0 || now - authTime > maxAge);
}
