import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { Sessions, type SignedIn } from '#libs/sessions';
import { Grants } from '#libs/tokens';

/** Ends a person's session here, with what lives only as long as it does. */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly grants: Grants,
    private readonly audit: AuditTrail,
  ) {}

  /** The session ends, and its grants, except those given for offline use. */
  async end({ session, account }: SignedIn, clientId?: string): Promise<void> {
    await this.sessions.end(session.sid);
    const grants = await this.grants.endSession(session.sid);
    await this.audit.record({
      type: 'session.ended',
      actor: `account:${account.id}`,
      subject: `account:${account.id}`,
      client_id: clientId,
      outcome: 'success',
      data: { sid: session.sid, grants },
    });
  }
}
