import { networkOf } from './network.js';

/** Seconds in which attempts are counted together. */
export const THROTTLE_WINDOW = 15 * 60;

/** One count that an attempt adds to. */
export interface ThrottleLimit {
  /** What is counted; hashed before it is stored. */
  readonly subject: string;
  readonly most: number;
  /** Whether a success forgets the failures before it, or only takes itself back. */
  readonly forgiving: boolean;
}

/** Who tries to sign in as whom, from where. */
export interface Attempt {
  /** Normalised, whether anybody has it or not. */
  readonly name: string;
  readonly ip: string;
  /** The proof of a browser in which this very person has signed in before, once verified. */
  readonly knownDevice?: string;
}

const PER_NAME_AND_NETWORK = 10;
const PER_NAME = 100;
const PER_NETWORK = 100;
const PER_KNOWN_DEVICE = 10;

/**
 * What an attempt is counted under: the name from this network, against one who guesses; the network, against one
 * who tries a common password on everybody; the name, against many networks. A known device has a count of its own
 * and no other, so that nobody can shut a person out by failing in their name.
 */
export function throttleLimits({ name, ip, knownDevice }: Attempt): readonly ThrottleLimit[] {
  if (knownDevice !== undefined) {
    return [{ subject: `device ${knownDevice}`, most: PER_KNOWN_DEVICE, forgiving: true }];
  }
  const network = networkOf(ip);
  return [
    { subject: `name and network ${name} ${network}`, most: PER_NAME_AND_NETWORK, forgiving: true },
    { subject: `name ${name}`, most: PER_NAME, forgiving: false },
    { subject: `network ${network}`, most: PER_NETWORK, forgiving: false },
  ];
}
