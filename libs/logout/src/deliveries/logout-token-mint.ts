import { Injectable } from '@nestjs/common';
import { type Client, effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { JwtSigner } from '#libs/keys';
import { randomToken } from '#libs/secrets';
import { SubjectIdentifiers } from '#libs/tokens';
import type { LogoutDelivery } from './logout-delivery.js';

/** Seconds: it is used at once, and each attempt has its own. §4 */
const LIFETIME = 120;
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Makes logout tokens. OpenID Connect Back-Channel Logout 1.0 §2.4 */
@Injectable()
export class LogoutTokenMint {
  constructor(
    private readonly signer: JwtSigner,
    private readonly subjects: SubjectIdentifiers,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
  ) {}

  /** With a fresh `jti`, for a client may refuse one that it has seen, whose answer we never got. */
  async mint({ sid, sub }: Pick<LogoutDelivery, 'sid' | 'sub'>, client: Client): Promise<string> {
    const now = this.clock.now();
    const claims = {
      iss: this.issuer.url,
      ...(sub !== null && { sub: await this.subjects.of({ sub }, client) }),
      aud: client.client_id,
      iat: now,
      exp: now + LIFETIME,
      jti: randomToken(16),
      sid,
      events: { [EVENT]: {} },
    };
    const alg = effectiveRules(client).id_token_signed_response_alg;
    return this.signer.sign(claims, { alg, typ: 'logout+jwt' });
  }
}
