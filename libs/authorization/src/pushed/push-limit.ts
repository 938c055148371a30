import { Injectable } from '@nestjs/common';
import { type Client, isPublic } from '#libs/clients';
import { RequestBound } from '#libs/sign-in';

/** Of one network, for one client, in one window of the throttle: a large office signs in behind one address. */
const MOST = 1000;

/** How often anybody may push a request, which is kept, in the name of a client that can't keep a secret. RFC 9126 §2.3 */
@Injectable()
export class PushLimit {
  constructor(private readonly bound: RequestBound) {}

  /** @throws TooManyRequests */
  async check(client: Client, ip: string): Promise<void> {
    if (!isPublic(client)) return;
    const subject = `pushed request ${client.client_id}`;
    await this.bound.count({ subject, most: MOST, ip, rule: 'pushed_request.limit' });
  }
}
