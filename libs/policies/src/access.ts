import { Injectable } from '@nestjs/common';
import { type Account, GroupRegistry, type PolicyAssignment, RoleAccessRegistry } from '#libs/accounts';
import type { Client } from '#libs/clients';
import type { AccessFacts, AppliedPolicy, PersonFacts, Via } from './engine/facts.js';
import { PolicyRegistry } from './stored/policy.registry.js';

/** Who would have access. */
export interface AccessSeeker {
  readonly client: Pick<Client, 'client_id' | 'unrestricted' | 'access_policies'>;
  /** Undefined for a client that acts for itself. */
  readonly person?: {
    readonly account: Account;
    /** What the client knows them by. */
    readonly sub: string;
  };
}

/**
 * Puts together what the engine decides from: a client and a person as they were read, with their policies. Asks
 * nothing of the database.
 */
@Injectable()
export class Access {
  constructor(
    private readonly policies: PolicyRegistry,
    private readonly groups: GroupRegistry,
    private readonly roles: RoleAccessRegistry,
  ) {}

  /** @throws RegistryStale */
  facts({ client, person }: AccessSeeker, at: Pick<AccessFacts, 'now' | 'network' | 'scope'>): AccessFacts {
    const { client_id, unrestricted, access_policies } = client;
    const policies = this.applied(access_policies, { kind: 'client', id: client_id });
    const facts = { ...at, client: { client_id, unrestricted, policies } };
    return person ? { ...facts, person: this.personFacts(person.account, person.sub) } : facts;
  }

  private personFacts({ id, email, roles, ...account }: Account, sub: string): PersonFacts {
    const groups = (account.group_ids ?? []).flatMap((group) => this.groups.find(group) ?? []);
    const policies = [
      ...this.applied(account.access_policies, { kind: 'person', id }),
      ...roles.flatMap((role) =>
        this.applied(this.roles.find(role)?.access_policies ?? null, { kind: 'role', id: role }),
      ),
      ...groups.flatMap((group) => this.applied(group.access_policies, { kind: 'group', id: group.id })),
    ];
    return { id, sub, email, roles, groups, unrestricted: account.unrestricted, policies };
  }

  /** A policy that isn't there allows nothing. */
  private applied(assignments: readonly PolicyAssignment[] | null, via: Via): readonly AppliedPolicy[] {
    return (assignments ?? []).flatMap(({ policy_id, parameters }) => {
      const policy = this.policies.find(policy_id);
      return policy ? [{ policy, parameters, via }] : [];
    });
  }
}
