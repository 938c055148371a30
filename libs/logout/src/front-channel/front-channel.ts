import { Injectable } from '@nestjs/common';
import { ClientRegistry } from '#libs/clients';
import { Issuer } from '#libs/config';
import type { EndedSession } from '#libs/sessions';
import { frontChannelUri } from './front-channel-uri.js';

/** Knows what a browser must load when its session ends. OpenID Connect Front-Channel Logout 1.0 §3 */
@Injectable()
export class FrontChannel {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly issuer: Issuer,
  ) {}

  /** A page of each client that was given something in this session; a disabled one shall keep nobody signed in either. */
  pagesFor({ session: { sid }, client_ids }: EndedSession): readonly string[] {
    return client_ids.flatMap((id) => {
      const client = this.clients.find(id);
      return (client && frontChannelUri(client, { iss: this.issuer.url, sid })) ?? [];
    });
  }
}
