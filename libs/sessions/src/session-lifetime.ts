import type { SessionSettings } from '#libs/config';
import type { Session } from './session.js';

/** How often, at most, a session's use is written down. */
const TOUCH_INTERVAL = 300;

/** Whether the session still holds: neither its absolute end is reached nor was it left unused for too long. */
export function isAlive(
  session: Pick<Session, 'expires_at' | 'last_seen_at'>,
  settings: Pick<SessionSettings, 'idle_lifetime'>,
  now: number,
): boolean {
  return now < session.expires_at && now < session.last_seen_at + settings.idle_lifetime;
}

/**
 * Whether it is time to write down that the session is used: every five minutes, or four times within a shorter
 * idle lifetime, so that a session in use never ends for being idle.
 */
export function isTouchDue(
  session: Pick<Session, 'last_seen_at'>,
  settings: Pick<SessionSettings, 'idle_lifetime'>,
  now: number,
): boolean {
  return now - session.last_seen_at >= Math.min(TOUCH_INTERVAL, Math.floor(settings.idle_lifetime / 4));
}

/**
 * When a person who has just proved who they are did so: now, but in a later second than the last time, so that
 * `auth_time` shows a client that asked for a new sign-in (`prompt=login`) that there was one. OpenID Connect
 * Core 1.0 §3.1.2.1
 */
export function nextAuthenticationMs(nowMs: number, previousMs: number): number {
  return Math.max(nowMs, (Math.floor(previousMs / 1000) + 1) * 1000);
}
