import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '#libs/accounts';
import type { Session } from './session.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** The cookies of a request, by name. */
export interface SessionCookies {
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

/** Who is signed in at a browser. */
export interface SignedIn {
  readonly session: Session;
  readonly account: Account;
}

/** Says who is signed in at the browser that sent a request. */
@Injectable()
export class SignedInBrowser {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
  ) {}

  /** Undefined without a live session, and for a person who was disabled or deleted. */
  async signedIn({ cookies }: SessionCookies): Promise<SignedIn | undefined> {
    const session = await this.sessions.find(cookies[this.cookie.name]);
    if (!session) return undefined;
    const account = await this.accounts.findById(session.account_id);
    if (account?.status !== 'enabled') return undefined;
    await this.sessions.touch(session);
    return { session, account };
  }

  /** Who was signed in last, though the session has run out or the person was disabled: for ending it, and no more. */
  async lastSignedIn({ cookies }: SessionCookies): Promise<SignedIn | undefined> {
    const session = await this.sessions.findLast(cookies[this.cookie.name]);
    const account = session && (await this.accounts.findById(session.account_id));
    return session && account && { session, account };
  }
}
