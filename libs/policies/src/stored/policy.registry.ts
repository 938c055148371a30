import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeFeed, Registry } from '#libs/storage';
import type { Policy } from '../engine/policy.js';
import { PolicyRepository, type StoredPolicy } from './policy.repository.js';

/** The kind of registry data that policies are, in the change feed; its lock orders assignments too. */
export const ACCESS_POLICIES = 'access_policies';

/** Every access policy, in this process; at most half a second behind the database, never behind own changes. */
@Injectable()
export class PolicyRegistry implements OnModuleInit {
  private readonly registry: Registry<StoredPolicy>;
  private readonly policies = new Map<string, Policy>();

  constructor(
    policies: PolicyRepository,
    private readonly changeFeed: ChangeFeed,
  ) {
    this.registry = new Registry<StoredPolicy>({
      kind: ACCESS_POLICIES,
      key: ({ id }) => id,
      load: (since) => policies.newerThan(since),
    });
    this.registry.onChange(({ key, after }) => {
      if (after) this.policies.set(key, { ...after.document, id: after.id, version: after.version });
      else this.policies.delete(key);
    });
  }

  async onModuleInit(): Promise<void> {
    await this.changeFeed.follow(this.registry);
  }

  /** What engines decide by. @throws RegistryStale */
  find(id: string): Policy | undefined {
    return this.registry.get(id) && this.policies.get(id);
  }

  /** By name. @throws RegistryStale */
  all(): readonly StoredPolicy[] {
    return [...this.registry.all()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }
}
