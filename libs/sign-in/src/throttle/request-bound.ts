import { Injectable } from '@nestjs/common';
import { TooManyRequests } from '#libs/protocol';
import { networkOf } from './network.js';
import { Throttle } from './throttle.js';

/** What one network may ask for without proving anything, and how often in one window of the throttle. */
export interface BoundedRequest {
  /** What is counted together, besides the network. */
  readonly subject: string;
  readonly most: number;
  readonly ip: string;
  /** For the administrator. */
  readonly rule: string;
}

/**
 * Where anybody can ask, in nobody's name or in that of a client that can't keep a secret, a flood of requests must not
 * become a flood of rows.
 */
@Injectable()
export class RequestBound {
  constructor(private readonly throttle: Throttle) {}

  /** Counts the request. @throws TooManyRequests */
  async count({ subject, most, ip, rule }: BoundedRequest): Promise<void> {
    const limit = { subject: `${subject} ${networkOf(ip)}`, most, forgiving: false };
    const retryAfter = await this.throttle.reserve([limit]);
    if (retryAfter !== undefined) throw new TooManyRequests(retryAfter, { rule, facts: { most } });
  }
}
