import { networkOf } from '../throttle/network.js';
import type { ThrottleLimit } from '../throttle/throttle-limits.js';

/** How often one network may be told that an address can't be had: each time it learns that somebody has it. */
const UNAVAILABLE = 20;

export interface SignUpLimits {
  /** What an attempt is counted under: the network, against one who fills the directory. */
  readonly attempt: ThrottleLimit;
  /** What it is counted under while its outcome is open, and afterwards if the address was taken. */
  readonly unavailable: ThrottleLimit;
}

/** @param most attempts of one network in a window */
export function signUpLimits(ip: string, most: number): SignUpLimits {
  const network = networkOf(ip);
  return {
    attempt: { subject: `sign-up network ${network}`, most, forgiving: false },
    unavailable: { subject: `sign-up unavailable ${network}`, most: UNAVAILABLE, forgiving: false },
  };
}
