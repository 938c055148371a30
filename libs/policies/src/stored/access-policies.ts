import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { VersionConflict } from '#libs/accounts';
import { AuditTrail, type NewAuditEvent } from '#libs/audit';
import type { Actor } from '#libs/clients';
import { Clock } from '#libs/clock';
import { isUniqueViolation, type Transaction } from '#libs/storage';
import { readPolicy } from '../document/read-policy.js';
import type { PolicyDocument } from '../engine/policy.js';
import { PolicyRepository, type PolicyVersion, type StoredPolicy } from './policy.repository.js';
import { PolicyInUse, PolicyNameTaken, PolicyNotFound } from './policy-refusal.js';
import { PolicyUsersRepository } from './policy-users.repository.js';
import { PolicyWrites } from './policy-writes.js';

/** Of each kind, whom a refusal to delete can name. */
const NAMED = 10;

/**
 * What administrators do to access policies. Documents come as they were sent and are checked here; each version is
 * kept; a change is in force in this process when its promise resolves, in all within a second.
 */
@Injectable()
export class AccessPolicies {
  constructor(
    private readonly writes: PolicyWrites,
    private readonly policies: PolicyRepository,
    private readonly users: PolicyUsersRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** As the database has it. @throws PolicyNotFound */
  async get(id: string): Promise<StoredPolicy> {
    const policy = await this.policies.find(id);
    if (!policy) throw new PolicyNotFound();
    return policy;
  }

  /** @throws InvalidPolicy, PolicyNameTaken */
  async create(sent: unknown, actor: Actor): Promise<StoredPolicy> {
    const document = readPolicy(sent);
    return this.write(async (within, feed_version) => {
      const now = this.clock.now();
      const id = randomUUID();
      const policy = { ...row(id, document), created_at: now, updated_at: now, version: 1, feed_version };
      await this.policies.insert(policy, within);
      await this.note('created', policy, actor, within);
      return policy;
    });
  }

  /** @param version that the change was decided on @throws InvalidPolicy, PolicyNotFound, VersionConflict, PolicyNameTaken */
  async replace(id: string, version: number, sent: unknown, actor: Actor): Promise<StoredPolicy> {
    const document = readPolicy(sent);
    return this.write(async (within, feed_version) => {
      const before = await this.current(id, version, within);
      const updated_at = this.clock.now();
      const policy = { ...before, ...row(id, document), updated_at, version: version + 1, feed_version };
      if (!(await this.policies.replace(policy, version, within))) throw new VersionConflict();
      await this.note('updated', policy, actor, within);
      return policy;
    });
  }

  /** What it was stays in its versions. @throws PolicyNotFound, VersionConflict, PolicyInUse */
  async delete(id: string, version: number, actor: Actor): Promise<void> {
    await this.write(async (within, feed_version) => {
      const policy = await this.current(id, version, within);
      const users = await this.users.find(id, NAMED, within);
      if (users.length > 0) throw new PolicyInUse(users);
      if (!(await this.policies.remove(id, version, within))) throw new VersionConflict();
      await this.writes.forget(id, feed_version, within);
      await this.audit.record(event('deleted', policy, actor), within);
    });
  }

  /** Newest first. @param below versions from this one on are left out */
  versions(id: string, below: number, limit: number): Promise<readonly PolicyVersion[]> {
    return this.policies.versions(id, below, limit);
  }

  private async current(id: string, version: number, within: Transaction): Promise<StoredPolicy> {
    const policy = await this.policies.find(id, within);
    if (!policy) throw new PolicyNotFound();
    if (policy.version !== version) throw new VersionConflict();
    return policy;
  }

  private async write<T>(work: (within: Transaction, feed_version: number) => Promise<T>): Promise<T> {
    try {
      return await this.writes.write(work);
    } catch (error) {
      throw isUniqueViolation(error) ? new PolicyNameTaken({ cause: error }) : error;
    }
  }

  private async note(what: 'created' | 'updated', policy: StoredPolicy, actor: Actor, within: Transaction) {
    const { id: policy_id, version, document, updated_at: created_at } = policy;
    await this.policies.keep({ policy_id, version, document, actor: actor.actor, created_at }, within);
    await this.audit.record(event(what, policy, actor), within);
  }
}

function row(id: string, document: PolicyDocument) {
  return { id, name: document.name, document };
}

function event(what: string, { id, name, version }: StoredPolicy, actor: Actor): NewAuditEvent {
  const type = `access_policy.${what}`;
  return { ...actor, type, subject: `access_policy:${id}`, outcome: 'success', data: { name, version } };
}
