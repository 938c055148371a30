import { Injectable } from '@nestjs/common';
import { errors, type JWTVerifyResult } from 'jose';
import { type Client, ClientKeys, verifyByAnyKey } from '#libs/clients';
import { Issuer } from '#libs/config';
import { OutboundError } from '#libs/outbound';
import { isSigningAlgorithm, OAuthError, type Parameters, SIGNING_ALGORITHMS } from '#libs/protocol';
import { parametersIn } from './request-object-claims.js';

/** How far the clocks of a client and of Portico may differ, in seconds. */
const CLOCK_SKEW = 30;

/** Reads authorization requests that their client signed. OpenID Connect Core 1.0 §6, RFC 9101 */
@Injectable()
export class RequestObjects {
  constructor(
    private readonly keys: ClientKeys,
    private readonly issuer: Issuer,
  ) {}

  /**
   * The parameters inside, once it is certain that this client wrote them, for Portico.
   *
   * @param at epoch seconds at which `exp` and `nbf` must hold
   * @throws OAuthError invalid_request_object
   */
  async read(object: string, client: Client, at: number): Promise<Parameters> {
    const { payload, protectedHeader } = await this.verify(object, client, at);
    if (isOtherJwt(protectedHeader.typ)) throw refused('typ is that of another JWT');
    // Nor does an assertion that authenticates the client pass for a request: RFC 9101 §10.8.
    if (payload.sub === client.client_id) throw refused('sub must not be the client');
    const inside = parametersIn(payload);
    if ((inside.get('client_id') ?? client.client_id) === client.client_id) return inside;
    throw refused('client_id is another one than outside of it');
  }

  private async verify(object: string, client: Client, at: number): Promise<JWTVerifyResult> {
    try {
      return await verifyByAnyKey(object, this.keys.of(client), {
        algorithms: [...algorithmsOf(client)],
        issuer: client.client_id,
        audience: this.issuer.url,
        clockTolerance: CLOCK_SKEW,
        currentDate: new Date(at * 1000),
      });
    } catch (cause) {
      throw refusalOf(cause);
    }
  }
}

/** The one that the client registered, else all; the header chooses among them, and never beyond. RFC 8725 §3.1 */
function algorithmsOf({ request_object_signing_alg: registered }: Client): readonly string[] {
  if (registered === null) return SIGNING_ALGORITHMS;
  return isSigningAlgorithm(registered) ? [registered] : [];
}

/** RFC 9101 §10.8, RFC 8725 §3.11 */
function isOtherJwt(typ: string | undefined): boolean {
  const name = typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt';
  return name !== 'jwt' && name !== 'oauth-authz-req+jwt';
}

/** jose looks at the claims only once the signature is right; before that, nothing is told. */
function refusalOf(cause: unknown): OAuthError {
  if (cause instanceof errors.JWTExpired) return refused('exp is over', cause);
  if (cause instanceof errors.JWTClaimValidationFailed) {
    return refused('iss must be the client_id, aud the issuer, nbf not in the future', cause);
  }
  if (cause instanceof errors.JOSEAlgNotAllowed) return refused('alg is not accepted of this client', cause);
  if (cause instanceof OutboundError) return refused('the keys of the client could not be fetched', cause);
  return refused('it is not signed by a key of the client', cause);
}

function refused(problem: string, cause?: unknown): OAuthError {
  const facts = cause instanceof Error ? { reason: cause.message } : undefined;
  return new OAuthError('invalid_request_object', `the request object was refused: ${problem}`, {
    rule: 'RFC 9101 §6',
    facts,
    cause,
  });
}
