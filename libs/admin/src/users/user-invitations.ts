import { Injectable } from '@nestjs/common';
import { Database } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';
import { Invitations } from './invitations.js';
import type { InvitationDto } from './user.dto.js';
import { UserAdministration } from './user-administration.js';
import { UserAudit } from './user-audit.js';

/** Links that administrators give to people, new ones and those who forgot their password. */
@Injectable()
export class UserInvitations {
  constructor(
    private readonly users: UserAdministration,
    private readonly database: Database,
    private readonly invitations: Invitations,
    private readonly audit: UserAudit,
  ) {}

  /** The password that the person has, if any, is good until they open the link and choose another. */
  async invite(id: string, by: Administrator): Promise<InvitationDto> {
    await this.users.findChangeable(id, by);
    return this.database.transaction(async (tx) => {
      const invitation = await this.invitations.issue(id, tx);
      await this.audit.record('account.invited', id, by, undefined, tx);
      return invitation;
    });
  }
}
