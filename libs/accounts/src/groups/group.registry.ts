import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeFeed, Registry } from '#libs/storage';
import type { Group } from './group.js';
import { GroupRepository } from './group.repository.js';

export const GROUPS = 'people_groups';

/** Every group, without its members, in this process; at most half a second behind the database. */
@Injectable()
export class GroupRegistry implements OnModuleInit {
  private readonly registry: Registry<Group>;

  constructor(
    groups: GroupRepository,
    private readonly changeFeed: ChangeFeed,
  ) {
    this.registry = new Registry<Group>({
      kind: GROUPS,
      key: ({ id }) => id,
      load: (since) => groups.newerThan(since),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.changeFeed.follow(this.registry);
  }

  /** @throws RegistryStale */
  find(id: string): Group | undefined {
    return this.registry.get(id);
  }

  /** By name. @throws RegistryStale */
  all(): readonly Group[] {
    return [...this.registry.all()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }
}
