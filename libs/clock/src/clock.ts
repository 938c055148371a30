import { Injectable } from '@nestjs/common';

/**
 * The one source of "now". Injected wherever time decides something, so that a test can move it;
 * the protocol's functions never ask, they are told.
 */
@Injectable()
export class Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number {
    return Date.now();
  }

  /** Whole seconds since the epoch, UTC: the unit of every time on the wire and in rows. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }
}
