import { Module } from '@nestjs/common';
import { Sweeper } from '#libs/storage';
import { AccountRepository } from './account.repository.js';
import { AccountChange } from './account-change.js';
import { AccountErasure } from './account-erasure.repository.js';
import { Accounts } from './accounts.js';
import { OneTimeTokenRepository } from './one-time-tokens/one-time-token.repository.js';
import { OneTimeTokens } from './one-time-tokens/one-time-tokens.js';
import { CredentialRepository } from './passwords/credential.repository.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { Passwords } from './passwords/passwords.js';
import { SignInNameRepository } from './sign-in-name.repository.js';

/** People: who they are, their names and their passwords. */
@Module({
  providers: [
    Accounts,
    AccountRepository,
    AccountChange,
    AccountErasure,
    SignInNameRepository,
    Passwords,
    PasswordHasher,
    CredentialRepository,
    OneTimeTokens,
    OneTimeTokenRepository,
  ],
  exports: [Accounts, Passwords, OneTimeTokens],
})
export class AccountsModule {
  constructor(tokens: OneTimeTokens, sweeper: Sweeper) {
    sweeper.register('one_time_tokens', (limit) => tokens.removeExpired(limit));
  }
}
