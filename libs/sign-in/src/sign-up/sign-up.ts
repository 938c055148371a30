import { Injectable } from '@nestjs/common';
import { type Account, Passwords } from '#libs/accounts';
import { SignUpSettings } from '#libs/config';
import { ACR_PASSWORD } from '../acr.js';
import type { SignInResult } from '../sign-in.js';
import { Throttle } from '../throttle/throttle.js';
import { SelfMadeAccounts, type SignUpTrace } from './self-made-accounts.js';
import { readSignUp, type SignUpInput, type SignUpProblems } from './sign-up-form.js';
import { signUpLimits } from './sign-up-limits.js';

export type SignUpResult =
  | Extract<SignInResult, { readonly account: Account }>
  | { readonly problems: SignUpProblems }
  /** `unavailable`: the address is somebody's sign-in name already. */
  | { readonly refused: 'unavailable' }
  /** Seconds. */
  | { readonly refused: 'throttled'; readonly retry_after: number };

/** How people make accounts of their own. */
@Injectable()
export class SignUp {
  constructor(
    private readonly settings: SignUpSettings,
    private readonly passwords: Passwords,
    private readonly accounts: SelfMadeAccounts,
    private readonly throttle: Throttle,
  ) {}

  /**
   * Makes an account and signs its person in. The attempt is counted before anybody is looked up, and the password is
   * hashed before it is known whether the address is free: neither the order nor the time tells more than the answer.
   * @throws HasherBusy
   */
  async withPassword(input: SignUpInput, trace: SignUpTrace): Promise<SignUpResult> {
    const form = readSignUp(input, this.settings, this.passwords);
    if ('problems' in form) return form;
    const { attempt, unavailable } = signUpLimits(trace.ip, this.settings.limit);
    const retry_after = await this.throttle.reserve([attempt, unavailable]);
    if (retry_after !== undefined) return { refused: 'throttled', retry_after };
    const hash = await this.unlessBusy(this.passwords.hash(form.password, form), [attempt, unavailable]);
    const account = await this.accounts.create(form, hash, trace);
    if (!account) return { refused: 'unavailable' };
    await this.throttle.giveBack([unavailable]);
    return { account, amr: ['pwd'], acr: ACR_PASSWORD };
  }

  /** An attempt that fails for our own reasons doesn't count. */
  private async unlessBusy<T>(work: Promise<T>, limits: Parameters<Throttle['giveBack']>[0]): Promise<T> {
    try {
      return await work;
    } catch (error) {
      await this.throttle.giveBack(limits);
      throw error;
    }
  }
}
