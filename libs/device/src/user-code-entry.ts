import { Injectable } from '@nestjs/common';
import { networkOf, Throttle, type ThrottleLimit } from '#libs/sign-in';
import { readUserCode } from '#libs/tokens';
import { type WaitingDevice, WaitingDevices } from './waiting-devices.js';

/** Who typed a code, from where. */
export interface Guess {
  readonly typed: string;
  readonly account_id: string;
  readonly ip: string;
}

/** `wrong`: no device shows this code, or not any more. `retry_after`, in seconds, comes with `throttled`. */
export interface GuessRefused {
  readonly refused: 'wrong' | 'throttled';
  readonly retry_after?: number;
}

const PER_PERSON = 10;
const PER_NETWORK = 100;

/** Takes what a person typed for a user code. Only people who are signed in may try. RFC 8628 §3.3, §5.1 */
@Injectable()
export class UserCodeEntry {
  constructor(
    private readonly throttle: Throttle,
    private readonly devices: WaitingDevices,
  ) {}

  /** The guess is counted before it is compared; what can't be a code is none. */
  async enter(guess: Guess): Promise<WaitingDevice | GuessRefused> {
    const userCode = readUserCode(guess.typed);
    if (userCode === undefined) return { refused: 'wrong' };
    const limits = guessLimits(guess);
    const retry_after = await this.throttle.reserve(limits);
    if (retry_after !== undefined) return { refused: 'throttled', retry_after };
    const found = await this.devices.find(userCode);
    if (!found) return { refused: 'wrong' };
    await this.throttle.giveBack(limits);
    return found;
  }
}

/** None is forgiving: whoever has a device of their own would else begin anew by its code as often as they like. */
function guessLimits({ account_id, ip }: Guess): readonly ThrottleLimit[] {
  return [
    { subject: `user code by ${account_id}`, most: PER_PERSON, forgiving: false },
    { subject: `user code from ${networkOf(ip)}`, most: PER_NETWORK, forgiving: false },
  ];
}
