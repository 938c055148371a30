import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { SessionSettings } from '#libs/config';
import { hashToken, randomToken } from '#libs/secrets';
import { Database, type Statements } from '#libs/storage';
import type { Session } from './session.js';
import { SessionRepository } from './session.repository.js';
import { SessionClients } from './session-clients.js';
import { type EndedSession, SessionEndings } from './session-endings.js';
import { isAlive, isTouchDue, nextAuthenticationMs } from './session-lifetime.js';

/** What a person has just proved, and where. */
export interface NewSession {
  readonly account_id: string;
  /** RFC 8176 */
  readonly amr: readonly string[];
  readonly acr?: string;
  readonly ip: string | null;
  readonly user_agent: string | null;
  /** The session that the browser had, as `findLast` gave it. */
  readonly previous?: Session;
}

export interface StartedSession {
  readonly session: Session;
  /** The cookie's value; only its hash is kept. */
  readonly secret: string;
  /** The `sid` of another person's session in the same browser, which this one ended. */
  readonly ended?: string;
}

const SECRET = /^[\w-]{43}$/;
const LONGEST_USER_AGENT = 255;

/** The sessions of people's browsers here: what single sign-on rests on. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: SessionSettings,
    private readonly rows: SessionRepository,
    private readonly clients: SessionClients,
    private readonly endings: SessionEndings,
  ) {}

  /**
   * The session whose secret a cookie holds, by one statement; undefined when there is none or it has ended by
   * time. Whether its person may still sign in is for the caller to look up.
   */
  async find(cookieValue: string | undefined): Promise<Session | undefined> {
    return this.alive(await this.findLast(cookieValue));
  }

  /**
   * The same, though it may have run out: whoever goes on with it, or ends it, sees to it that its clients are told
   * some day. Nobody is signed in by it.
   */
  async findLast(cookieValue: string | undefined): Promise<Session | undefined> {
    if (cookieValue === undefined || !SECRET.test(cookieValue)) return undefined;
    return this.rows.findBy('secret_hash', hashToken(cookieValue));
  }

  /** The session of that `sid`, if it still holds. */
  async findBySid(sid: string, within?: Statements): Promise<Session | undefined> {
    return this.alive(await this.rows.findBy('sid', sid, within));
  }

  /**
   * Starts a session at a sign-in. When the browser has one of the same person, though it ran out, it goes on under its
   * `sid` with a new secret and a later `auth_time`; one of another person ends. A session that was changed or ended since it was
   * read is not gone on with.
   */
  async start(signedIn: NewSession): Promise<StartedSession> {
    const { previous } = signedIn;
    const secret = randomToken();
    const fresh = this.sessionOf(signedIn, hashToken(secret));
    if (previous?.account_id === signedIn.account_id) {
      const session = continued(fresh, previous);
      if (await this.rows.rotate(session, previous.secret_hash)) return { session, secret };
    }
    const other = previous && previous.account_id !== signedIn.account_id ? previous.sid : undefined;
    const ended = await this.database.transaction(async (tx) => {
      await this.rows.insert(fresh, tx);
      return this.endings.end(other === undefined ? [] : [other], tx);
    });
    return { session: fresh, secret, ...(ended.length > 0 && { ended: other }) };
  }

  /** Notes that the session is used, if it is time to; at most every five minutes. */
  async touch(session: Session): Promise<void> {
    const now = this.clock.now();
    if (isTouchDue(session, this.settings, now)) await this.rows.touch(session, now);
  }

  /** Signs out one browser, with all that follows. Undefined when it was signed out already. */
  async end(sid: string, within?: Statements): Promise<EndedSession | undefined> {
    const endOne = (statements: Statements) => this.endings.end([sid], statements);
    const [ended] = await (within ? endOne(within) : this.database.transaction(endOne));
    return ended;
  }

  /**
   * Signs a person out everywhere, with all that follows.
   * @param within the transaction to do it in, when more belongs to it
   * @returns the `sid` of each session
   */
  async endAllOf(accountId: string, within?: Statements): Promise<readonly string[]> {
    const endAll = async (statements: Statements) => {
      const sids = (await this.rows.listOf(accountId, statements)).map(({ sid }) => sid);
      return this.endings.end(sids.toSorted(), statements);
    };
    const ended = await (within ? endAll(within) : this.database.transaction(endAll));
    return ended.map(({ session }) => session.sid);
  }

  /** Where a person is signed in now, the latest used first. */
  async listOf(accountId: string): Promise<readonly Session[]> {
    return (await this.rows.listOf(accountId)).filter((session) => this.alive(session));
  }

  /** Removes at most `limit` sessions whose absolute end is past; nobody is told. @returns how many */
  async removeExpired(limit: number): Promise<number> {
    const sids = await this.rows.expired(this.clock.now(), limit);
    await this.clients.forget(sids);
    return this.rows.delete(sids);
  }

  private alive(session: Session | undefined): Session | undefined {
    return session && isAlive(session, this.settings, this.clock.now()) ? session : undefined;
  }

  private sessionOf({ account_id, amr, acr, ip, user_agent }: NewSession, secret_hash: string): Session {
    const now = this.clock.now();
    return {
      sid: randomToken(16),
      secret_hash,
      account_id,
      authenticated_at_ms: this.clock.nowMs(),
      auth_time: now,
      amr: [...amr],
      acr: acr ?? null,
      created_at: now,
      last_seen_at: now,
      expires_at: now + this.settings.absolute_lifetime,
      ip,
      user_agent: user_agent?.slice(0, LONGEST_USER_AGENT) ?? null,
    };
  }
}

/** The previous session after this sign-in: a new proof begins the absolute lifetime anew. */
function continued(fresh: Session, previous: Session): Session {
  const authenticated_at_ms = nextAuthenticationMs(fresh.authenticated_at_ms, previous.authenticated_at_ms);
  return {
    ...fresh,
    sid: previous.sid,
    created_at: previous.created_at,
    authenticated_at_ms,
    auth_time: Math.floor(authenticated_at_ms / 1000),
  };
}
