import { Injectable } from '@nestjs/common';
import { userClaims } from '#libs/accounts';
import { effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { JwtSigner } from '#libs/keys';
import { requestedClaims } from '#libs/protocol';
import type { AuthorizedPerson } from '../authorization.js';
import type { AllowedAuthorization } from '../rules/issuance-rules.js';
import { leftHalfHash } from './token-hash.js';

/** Seconds. It says what happened at sign-in, so that a client needs it for a moment only. */
const LIFETIME = 3600;

/** What the same answer brings beside the ID token. */
export interface Beside {
  readonly access_token?: string;
  /** Of the authorization endpoint. */
  readonly code?: string;
}

/** Makes ID tokens. OpenID Connect Core 1.0 §2 */
@Injectable()
export class IdTokenMint {
  constructor(
    private readonly signer: JwtSigner,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
  ) {}

  /** Undefined when no person is behind the authorization. */
  async mint(authorization: AllowedAuthorization, beside: Beside): Promise<string | undefined> {
    const claims = idTokenClaims(authorization, beside, this.issuer, this.clock.now());
    const alg = effectiveRules(authorization.client).id_token_signed_response_alg;
    return claims && this.signer.sign(claims, { alg, typ: 'JWT' });
  }
}

/**
 * The claims of an ID token. OpenID Connect Core 1.0 §2. Undefined when no person is behind the authorization.
 *
 * @param now epoch seconds
 */
export function idTokenClaims(
  { client, person, scope }: AllowedAuthorization,
  beside: Beside,
  issuer: Issuer,
  now: number,
): Record<string, unknown> | undefined {
  if (!person) return undefined;
  const alg = effectiveRules(client).id_token_signed_response_alg;
  return {
    ...userClaims(person.account, claimsOf(person, scope, beside)),
    iss: issuer.url,
    sub: person.sub,
    aud: client.client_id,
    iat: now,
    exp: now + LIFETIME,
    auth_time: person.auth_time,
    amr: person.amr,
    sid: person.sid,
    ...(beside.access_token !== undefined && { at_hash: leftHalfHash(beside.access_token, alg) }),
    ...(beside.code !== undefined && { c_hash: leftHalfHash(beside.code, alg) }),
    ...(person.acr && { acr: person.acr }),
    ...(person.nonce !== undefined && { nonce: person.nonce }),
  };
}

/**
 * The claims about the person: those that were asked for by name, and what the scope stands for when there will be no
 * access token to ask userinfo with (OpenID Connect Core 1.0 §5.4). Beside a code none: the client gets the same ID token
 * again, with them, where no browser sees it (§3.3.3.6).
 */
function claimsOf(
  { claims }: AuthorizedPerson,
  scope: readonly string[],
  beside: Beside,
): ReadonlySet<string> {
  if (beside.code !== undefined) return new Set();
  return requestedClaims(
    scope,
    claims,
    'id_token',
    beside.access_token === undefined ? 'id_token' : 'userinfo',
  );
}
