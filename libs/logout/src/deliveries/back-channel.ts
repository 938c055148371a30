import { Injectable } from '@nestjs/common';
import { ClientRegistry } from '#libs/clients';
import { OutboundClient, OutboundError } from '#libs/outbound';
import type { AttemptOutcome, LogoutDelivery } from './logout-delivery.js';
import { LogoutTokenMint } from './logout-token-mint.js';

const NOBODY = 'the client is gone, or has no backchannel_logout_uri any more';
const REFUSED = 'the client refused the logout token with status 400';
/** An answer says all by its status; its body is not read. */
const LIMITS = { maxBytes: 64 * 1024, timeoutMs: 5_000 };

/** Tells a client that a person signed out. OpenID Connect Back-Channel Logout 1.0 §2.5, §2.8 */
@Injectable()
export class BackChannel {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly tokens: LogoutTokenMint,
    private readonly outbound: OutboundClient,
  ) {}

  /** One attempt. A disabled client is told as well: it shall not keep anybody signed in. */
  async tell(delivery: LogoutDelivery): Promise<AttemptOutcome> {
    const client = await this.clients.decide(
      () => this.clients.find(delivery.client_id),
      (found) => !found?.backchannel_logout_uri,
    );
    if (!client?.backchannel_logout_uri) return { status: 'failed', reason: NOBODY };
    const form = new URLSearchParams({ logout_token: await this.tokens.mint(delivery, client) });
    const content = { type: 'application/x-www-form-urlencoded', body: form.toString() };
    try {
      const { status } = await this.outbound.post(client.backchannel_logout_uri, content, LIMITS);
      return outcomeOf(status);
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const { status } = error.details;
      return error.code === 'too_large' && status !== undefined
        ? outcomeOf(status)
        : { status: 'pending', reason: error.message };
    }
  }
}

function outcomeOf(status: number): AttemptOutcome {
  if (status === 200 || status === 204) return { status: 'delivered' };
  if (status === 400) return { status: 'refused', reason: REFUSED };
  return { status: 'pending', reason: `the client answered with status ${status}` };
}
