import { Injectable } from '@nestjs/common';
import { type Client, isPublic } from '#libs/clients';
import { RequestBound } from '#libs/sign-in';

/** Of one network, for one client, in one window of the throttle. */
const MOST = 300;

/** How often anybody may ask for codes in the name of a client that can't keep a secret. */
@Injectable()
export class RequestLimit {
  constructor(private readonly bound: RequestBound) {}

  /** @throws TooManyRequests */
  async check(client: Client, ip: string): Promise<void> {
    if (!isPublic(client)) return;
    const subject = `device request ${client.client_id}`;
    await this.bound.count({ subject, most: MOST, ip, rule: 'device.requests' });
  }
}
