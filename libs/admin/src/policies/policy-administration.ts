import { Injectable } from '@nestjs/common';
import { InvalidCursor } from '#libs/audit';
import { AccessPolicies, PolicyRegistry, type PolicyVersion, type StoredPolicy } from '#libs/policies';
import type { Administrator } from '../access/administrator.js';
import type { Precondition } from '../preconditions/precondition.js';

/** A page of a list, and how to ask for the next. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string;
}

/** What administrators do to access policies. */
@Injectable()
export class PolicyAdministration {
  constructor(
    private readonly policies: AccessPolicies,
    private readonly registry: PolicyRegistry,
  ) {}

  /** By name. @throws InvalidCursor */
  list({ cursor, limit, name }: { cursor?: string; limit: number; name?: string }): ListPage<StoredPolicy> {
    const after = cursor === undefined ? '' : decoded(cursor);
    const part = name?.toLowerCase() ?? '';
    const fitting = this.registry
      .all()
      .filter((policy) => policy.name > after && policy.name.toLowerCase().includes(part));
    return pageOf(fitting, limit, (last) => last.name);
  }

  /** Newest first; of a policy that was deleted too. @throws InvalidCursor */
  async versions(id: string, cursor: string | undefined, limit: number): Promise<ListPage<PolicyVersion>> {
    const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(decoded(cursor));
    if (!Number.isSafeInteger(below)) throw new InvalidCursor();
    const found = await this.policies.versions(id, below, limit + 1);
    return pageOf(found, limit, ({ version }) => String(version));
  }

  replace(id: string, sent: unknown, precondition: Precondition, by: Administrator): Promise<StoredPolicy> {
    return this.change(id, precondition, ({ version }) => this.policies.replace(id, version, sent, by.actor));
  }

  delete(id: string, precondition: Precondition, by: Administrator): Promise<void> {
    return this.change(id, precondition, ({ version }) => this.policies.delete(id, version, by.actor));
  }

  private change<T>(
    id: string,
    precondition: Precondition,
    work: (policy: StoredPolicy) => Promise<T>,
  ): Promise<T> {
    return precondition.change(async () => {
      const policy = await this.policies.get(id);
      precondition.assertAdmits(policy.version);
      return work(policy);
    });
  }
}

/** The first of these, and a cursor when there are more. @param key of the last, after which the next page begins */
export function pageOf<T>(found: readonly T[], limit: number, key: (last: T) => string): ListPage<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, next_cursor: Buffer.from(key(last)).toString('base64url') };
}

/** @throws InvalidCursor */
export function decoded(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (text === '' || Buffer.from(text).toString('base64url') !== cursor) throw new InvalidCursor();
  return text;
}
