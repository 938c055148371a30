import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { type EndedSession, Sessions, type SignedIn } from '#libs/sessions';

/** Lets a person end a session of theirs, and notes that they did. */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param clientId the application that asked for it
   * @returns undefined when somebody else was faster: whoever ends a session sees to what follows in the browser
   */
  async end({ session, account }: SignedIn, clientId?: string): Promise<EndedSession | undefined> {
    const ended = await this.sessions.end(session.sid);
    await this.audit.record({
      type: 'session.ended',
      actor: `account:${account.id}`,
      subject: `account:${account.id}`,
      client_id: clientId,
      outcome: 'success',
      data: { sid: session.sid },
    });
    return ended;
  }
}
