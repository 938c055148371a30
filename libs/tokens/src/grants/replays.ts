import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { OAuthError } from '#libs/protocol';
import { GrantRepository } from './grant.repository.js';

/** Something that may be used once, and came again. */
export interface Replay {
  readonly what: 'code' | 'device_code' | 'refresh_token';
  readonly row: { readonly grant_id: string; readonly client_id: string; readonly account_id: string };
  /** The section that says what to do. */
  readonly rule: string;
  readonly facts: object;
}

/** What follows when a code or a refresh token comes a second time: one of its two users is a thief. */
@Injectable()
export class Replays {
  constructor(
    private readonly grants: GrantRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Ends the grant, and with it all that it gave. @throws OAuthError invalid_grant, always */
  async refuse({ what, row, rule, facts }: Replay): Promise<never> {
    const ended = await this.grants.revoke(row.grant_id);
    if (ended > 0) {
      await this.audit.record({
        type: 'grant.revoked',
        actor: 'system',
        subject: `account:${row.account_id}`,
        client_id: row.client_id,
        outcome: 'success',
        data: { grant_id: row.grant_id, reason: `${what}_replayed` },
      });
    }
    throw new OAuthError('invalid_grant', `${what} was already used; the tokens that it gave are revoked`, {
      rule,
      facts,
    });
  }
}
