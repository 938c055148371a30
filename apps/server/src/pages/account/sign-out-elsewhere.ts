import { Injectable } from '@nestjs/common';
import { SignOut } from '#libs/logout';
import { Sessions, type SignedIn } from '#libs/sessions';

/** Signs a person out of every other browser. */
@Injectable()
export class SignOutElsewhere {
  constructor(
    private readonly sessions: Sessions,
    private readonly signOut: SignOut,
  ) {}

  async allBut({ account, session }: SignedIn): Promise<void> {
    for (const other of await this.sessions.listOf(account.id)) {
      if (other.sid !== session.sid) await this.signOut.end({ account, session: other });
    }
  }
}
