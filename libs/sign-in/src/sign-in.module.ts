import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { Sweeper } from '#libs/storage';
import { DeviceCookie } from './device/device-cookie.js';
import { DeviceTokens } from './device/device-tokens.js';
import { FACTORS } from './factors/index.js';
import { SignIn } from './sign-in.js';
import { SelfMadeAccounts } from './sign-up/self-made-accounts.js';
import { SignUp } from './sign-up/sign-up.js';
import { RequestBound } from './throttle/request-bound.js';
import { Throttle } from './throttle/throttle.js';
import { ThrottleRepository } from './throttle/throttle.repository.js';

/** How people prove who they are, how they make accounts, and how often somebody may try. Needs `AuditModule`, which is global. */
@Module({
  imports: [AccountsModule],
  providers: [
    SignIn,
    SignUp,
    SelfMadeAccounts,
    ...Object.values(FACTORS),
    RequestBound,
    Throttle,
    ThrottleRepository,
    DeviceTokens,
    DeviceCookie,
  ],
  exports: [SignIn, SignUp, DeviceCookie, RequestBound, Throttle],
})
export class SignInModule {
  constructor(throttle: Throttle, sweeper: Sweeper) {
    sweeper.register('sign_in_throttles', (limit) => throttle.removeExpired(limit));
  }
}
