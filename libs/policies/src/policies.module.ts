import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { ClientsModule } from '#libs/clients';
import { Access } from './access.js';
import { AssignablePolicies } from './assigned/assignable-policies.js';
import { OwnAccess } from './assigned/own-access.js';
import { SharedAccess } from './assigned/shared-access.js';
import { AccessPolicies } from './stored/access-policies.js';
import { PolicyRegistry } from './stored/policy.registry.js';
import { PolicyRepository } from './stored/policy.repository.js';
import { PolicyUsersRepository } from './stored/policy-users.repository.js';
import { PolicyWrites } from './stored/policy-writes.js';

/** Access policies: what clients and people may have. */
@Module({
  imports: [AccountsModule, ClientsModule],
  providers: [
    Access,
    AccessPolicies,
    AssignablePolicies,
    OwnAccess,
    PolicyRegistry,
    PolicyRepository,
    PolicyUsersRepository,
    PolicyWrites,
    SharedAccess,
  ],
  exports: [Access, AccessPolicies, OwnAccess, PolicyRegistry, PolicyUsersRepository, SharedAccess],
})
export class PoliciesModule {}
