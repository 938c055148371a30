import { Injectable } from '@nestjs/common';
import { type Client, isPublic } from '#libs/clients';
import { OAuthError } from '#libs/protocol';
import { networkOf, Throttle } from '#libs/sign-in';

/** In one window of the throttle. */
const PER_NETWORK = 300;

/** Anybody can ask in the name of a client that can't keep a secret: a flood of that must not become a flood of rows. */
@Injectable()
export class RequestLimit {
  constructor(private readonly throttle: Throttle) {}

  /** @throws OAuthError temporarily_unavailable */
  async check(client: Client, ip: string): Promise<void> {
    if (!isPublic(client)) return;
    const retryAfter = await this.throttle.reserve([
      {
        subject: `device request ${client.client_id} ${networkOf(ip)}`,
        most: PER_NETWORK,
        forgiving: false,
      },
    ]);
    if (retryAfter === undefined) return;
    throw new OAuthError('temporarily_unavailable', 'too many devices of this network asked for a code', {
      rule: 'device.requests',
      facts: { most: PER_NETWORK, retry_after: retryAfter },
      headers: { 'retry-after': String(retryAfter) },
    });
  }
}
