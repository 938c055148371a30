import type { Session, SignedIn } from '#libs/sessions';
import type { SignInReason } from './next-step.js';
import type { AuthorizationRequest } from './request/authorization-request.js';
import type { Ticket } from './ticket/ticket.js';

/** Seconds for which a proof counts for the request that asked for it: time to read the consent page. */
const PROOF_LIFETIME = 600;

/**
 * Whether the person must go to the sign-in page, and why. OpenID Connect Core 1.0 §3.1.2.1 and §3.1.2.3
 *
 * `prompt=login`, `prompt=select_account`, `prompt=create` and `max_age` are met by a recent authentication that is later than the
 * request's first arrival, so that the person who comes back from the sign-in page is not sent there again.
 *
 * @param sub what the client knows the person by who is signed in
 * @param now epoch seconds
 */
export function signInNeeded(
  request: AuthorizationRequest,
  ticket: Ticket,
  signedIn: SignedIn | undefined,
  sub: string | undefined,
  now: number,
): SignInReason | undefined {
  const create = request.prompt.has('create');
  if (!signedIn) return create ? 'create' : 'nobody';
  const { session } = signedIn;
  if (request.expected_subs && !request.expected_subs.has(sub ?? '')) return 'somebody_else';
  if (isProofFor(ticket, session, now)) return undefined;
  if (create) return 'create';
  if (request.prompt.has('login') || isTooOld(session, request.max_age, now)) return 'again';
  if (!reachesAcr(request, session)) return 'again';
  const chosen = ticket.selected === true && ticket.sid === session.sid;
  return request.prompt.has('select_account') && !chosen ? 'choose' : undefined;
}

/** Whether the session was begun in a way that the client demands, if it demands one. OpenID Connect Core 1.0 §5.5.1.1 */
export function reachesAcr({ required_acr }: AuthorizationRequest, { acr }: Session): boolean {
  return required_acr === undefined || required_acr.has(acr ?? '');
}

/** Bounded in time, so that an old address from the browser's history doesn't stand in for signing in again. */
function isProofFor(ticket: Ticket, session: Session, now: number): boolean {
  return session.authenticated_at_ms > ticket.first_seen_ms && now - session.auth_time <= PROOF_LIFETIME;
}

function isTooOld({ auth_time }: Session, maxAge: number | undefined, now: number): boolean {
  return maxAge !== undefined && (maxAge === 0 || now - auth_time > maxAge);
}
