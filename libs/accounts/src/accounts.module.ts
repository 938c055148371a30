import { Module } from '@nestjs/common';
import { AccountRepository } from './account.repository.js';
import { AccountChange } from './account-change.js';
import { AccountErasure } from './account-erasure.repository.js';
import { Accounts } from './accounts.js';
import { SignInNameRepository } from './sign-in-name.repository.js';

/** People: who they are, their names and their passwords. */
@Module({
  providers: [Accounts, AccountRepository, AccountChange, AccountErasure, SignInNameRepository],
  exports: [Accounts],
})
export class AccountsModule {}
