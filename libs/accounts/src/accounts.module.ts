import { Module } from '@nestjs/common';
import { Sweeper } from '#libs/storage';
import { AccountAccess } from './access/account-access.js';
import { RoleAccessRegistry } from './access/role-access.registry.js';
import { RoleAccessRepository } from './access/role-access.repository.js';
import { AccountRepository } from './account.repository.js';
import { AccountChange } from './account-change.js';
import { AccountErasure } from './account-erasure.repository.js';
import { Accounts } from './accounts.js';
import { GroupRegistry } from './groups/group.registry.js';
import { GroupRepository } from './groups/group.repository.js';
import { GroupMemberRepository } from './groups/group-member.repository.js';
import { GroupMembers } from './groups/group-members.js';
import { Groups } from './groups/groups.js';
import { NewAccounts } from './new-accounts.js';
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
    NewAccounts,
    AccountAccess,
    GroupRegistry,
    GroupRepository,
    GroupMembers,
    GroupMemberRepository,
    Groups,
    RoleAccessRegistry,
    RoleAccessRepository,
    SignInNameRepository,
    Passwords,
    PasswordHasher,
    CredentialRepository,
    OneTimeTokens,
    OneTimeTokenRepository,
  ],
  exports: [
    Accounts,
    AccountAccess,
    Passwords,
    OneTimeTokens,
    GroupRegistry,
    GroupMembers,
    Groups,
    RoleAccessRegistry,
  ],
})
export class AccountsModule {
  constructor(tokens: OneTimeTokens, sweeper: Sweeper) {
    sweeper.register('one_time_tokens', (limit) => tokens.removeExpired(limit));
  }
}
