import { Injectable } from '@nestjs/common';
import { type Account, AccountAccess } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { type Actor, type Client, ClientAccess } from '#libs/clients';
import { AssignablePolicies } from './assignable-policies.js';
import type { Access } from './read-access.js';

/**
 * What clients and people may have themselves. Whoever gets a policy is no longer unrestricted, unless the same request
 * says so; whoever loses the last is denied until an administrator says otherwise.
 */
@Injectable()
export class OwnAccess {
  constructor(
    private readonly policies: AssignablePolicies,
    private readonly audit: AuditTrail,
    private readonly clients: ClientAccess,
    private readonly accounts: AccountAccess,
  ) {}

  /** @param client as it was read: the change is made only if it is still so @throws InvalidPolicy, VersionConflict */
  async ofClient(client: Client, sent: unknown, actor: Actor): Promise<Client> {
    const access = settled(await this.policies.read(sent), client);
    return this.clients.set(client.client_id, client.version, access, actor, (within) =>
      this.policies.hold(access.access_policies, within),
    );
  }

  /** @param account as it was read: the change is made only if it is still so @throws InvalidPolicy, VersionConflict */
  async ofPerson(account: Account, sent: unknown, actor: Actor): Promise<Account> {
    const access = settled(await this.policies.read(sent), account);
    return this.accounts.set(account.id, account.version, access, async (within) => {
      await this.policies.hold(access.access_policies, within);
      const type = 'account.access_changed';
      const event = {
        ...actor,
        type,
        subject: `account:${account.id}`,
        outcome: 'success',
        data: { ...access },
      } as const;
      await this.audit.record(event, within);
    });
  }
}

/** What wasn't said: who gets policies is restricted, and who gets none stays what they were. */
function settled({ unrestricted, access_policies }: Access, before: { readonly unrestricted: boolean }) {
  return {
    unrestricted: unrestricted ?? (access_policies.length === 0 && before.unrestricted),
    access_policies,
  };
}
