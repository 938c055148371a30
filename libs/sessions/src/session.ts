import type { SessionEntity } from './session.entity.js';

/** A person's signed-in browser, as read. The secret in its cookie is known to the browser alone. */
export type Session = Readonly<SessionEntity> & {
  /** The `auth_time` claim: the whole second of `authenticated_at_ms`. OpenID Connect Core 1.0 §2 */
  readonly auth_time: number;
};

/** A row of `sessions` as the driver gives it. */
export type SessionRow = Readonly<Omit<SessionEntity, 'amr'> & { amr: string }>;

export function sessionFromRow(row: SessionRow): Session {
  return {
    ...row,
    amr: JSON.parse(row.amr),
    auth_time: Math.floor(row.authenticated_at_ms / 1000),
  };
}
