import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import type { Statements } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';

type UserEvent =
  | 'account.created'
  | 'account.updated'
  | 'account.enabled'
  | 'account.disabled'
  | 'account.deleted'
  | 'account.password_set'
  | 'account.invited'
  | 'session.ended'
  | 'account.sessions_ended';

/** Records what administrators do to people. */
@Injectable()
export class UserAudit {
  constructor(private readonly trail: AuditTrail) {}

  /** @param data names and numbers, never a value of the profile @param within the transaction of the change itself */
  async record(
    type: UserEvent,
    accountId: string,
    by: Administrator,
    data?: Readonly<Record<string, unknown>>,
    within?: Statements,
  ): Promise<void> {
    const subject = `account:${accountId}`;
    await this.trail.record(
      { type, subject, outcome: 'success', ...by.actor, ...(data && { data: { ...data } }) },
      within,
    );
  }
}
