import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { ChangeFeed, Database, Registry, type Transaction } from '#libs/storage';
import { VersionConflict } from '../account-errors.js';
import type { PolicyAssignment } from './policy-assignment.js';
import { type RoleAccess, RoleAccessRepository } from './role-access.repository.js';

const ROLE_ACCESS = 'role_access';

/** Which access policies come with which role, in this process; at most half a second behind the database. */
@Injectable()
export class RoleAccessRegistry implements OnModuleInit {
  private readonly registry: Registry<RoleAccess>;

  constructor(
    private readonly database: Database,
    private readonly changeFeed: ChangeFeed,
    private readonly rows: RoleAccessRepository,
    private readonly clock: Clock,
  ) {
    this.registry = new Registry<RoleAccess>({
      kind: ROLE_ACCESS,
      key: ({ role }) => role,
      load: (since) => rows.newerThan(since),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.changeFeed.follow(this.registry);
  }

  /** @throws RegistryStale */
  find(role: string): RoleAccess | undefined {
    return this.registry.get(role);
  }

  /** Every role that has, or had, policies. @throws RegistryStale */
  all(): readonly RoleAccess[] {
    return this.registry.all();
  }

  /** As the database has it; version 0 where there has been nothing yet. */
  async get(role: string): Promise<RoleAccess> {
    const nothing = { role, access_policies: [], updated_at: 0, version: 0, feed_version: 0 };
    return (await this.rows.find(role)) ?? nothing;
  }

  /**
   * Gives the role these policies; whoever has it is restricted from then on.
   * @param version that the change was decided on
   * @param also what belongs to the same transaction: what must hold, and what is recorded
   * @throws VersionConflict, and what `also` throws
   */
  async put(
    role: string,
    version: number,
    access_policies: readonly PolicyAssignment[],
    also: (within: Transaction) => Promise<void>,
  ): Promise<RoleAccess> {
    const put = await this.database.transaction(async (within) => {
      await also(within);
      const feed_version = await this.changeFeed.bump(within, ROLE_ACCESS);
      if (((await this.rows.find(role, within))?.version ?? 0) !== version) throw new VersionConflict();
      const updated_at = this.clock.now();
      const access = { role, access_policies, updated_at, version: version + 1, feed_version };
      await this.rows.put(access, within);
      if (access_policies.length > 0) await this.rows.restrictAll(role, within);
      return access;
    });
    await this.changeFeed.publish();
    return put;
  }
}
