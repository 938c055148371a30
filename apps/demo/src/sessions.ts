import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt, Tokens } from './relying-party.js';

const COOKIE = 'portico_demo';
const LIFETIME_MS = 8 * 3600 * 1000;
const MOST_SESSIONS = 1_000;
/** Sign-ins that one browser may have begun at the same time, in several tabs. */
const MOST_ATTEMPTS = 8;

/** What the demo remembers about one browser. */
export interface Session {
  readonly id: string;
  readonly ends_at_ms: number;
  readonly attempts: Attempt[];
  tokens?: Tokens;
  /** How often the tokens were refreshed. */
  refreshes: number;
  /** To be said once, on the next page. */
  news?: string;
}

/** The demo's own sessions: in memory, found by a random id in a cookie that no script can read. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly nowMs: () => number = Date.now) {}

  of(request: FastifyRequest): Session | undefined {
    const session = this.sessions.get(request.cookies[COOKIE] ?? '');
    return session && session.ends_at_ms > this.nowMs() ? session : undefined;
  }

  /** A new session in place of the browser's old one. The new id makes one that was planted before sign-in useless. */
  start(request: FastifyRequest, reply: FastifyReply): Session {
    this.sessions.delete(request.cookies[COOKIE] ?? '');
    const id = randomBytes(32).toString('base64url');
    const session: Session = { id, ends_at_ms: this.nowMs() + LIFETIME_MS, attempts: [], refreshes: 0 };
    this.sessions.set(id, session);
    this.forgetOldest();
    reply.setCookie(COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax' });
    return session;
  }

  end(request: FastifyRequest, reply: FastifyReply): void {
    this.sessions.delete(request.cookies[COOKIE] ?? '');
    reply.clearCookie(COOKIE, { path: '/', httpOnly: true, sameSite: 'lax' });
  }

  /** A map keeps the order of insertion, so the first is the oldest. */
  private forgetOldest(): void {
    for (const id of this.sessions.keys()) {
      if (this.sessions.size <= MOST_SESSIONS) return;
      this.sessions.delete(id);
    }
  }
}

export function rememberAttempt(session: Session, attempt: Attempt): void {
  session.attempts.push(attempt);
  if (session.attempts.length > MOST_ATTEMPTS) session.attempts.shift();
}

/** The attempt that this answer belongs to, once. */
export function takeAttempt(session: Session | undefined, state: string | null): Attempt | undefined {
  const index = session?.attempts.findIndex((attempt) => attempt.state === state) ?? -1;
  return index < 0 ? undefined : session?.attempts.splice(index, 1)[0];
}
