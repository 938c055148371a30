import { type ClaimsRequest, parseScope } from '#libs/protocol';
import type { Authentication } from '../authorization.js';

/** The columns of `grants` that the hot statements join, as a driver returns them. */
export interface GrantRow {
  readonly account_id: string;
  readonly sid: string;
  readonly scope: string;
  readonly claims: string | null;
  readonly resource: string | null;
  readonly auth_time: number;
  readonly amr: string;
  readonly acr: string | null;
  readonly offline: number;
  readonly ip: string | null;
  readonly grant_expires_at: number;
  readonly revoked_at: number | null;
}

/** To be joined as `g`. */
export const GRANT_COLUMNS =
  'g.account_id, g.sid, g.scope, g.claims, g.resource, g.auth_time, g.amr, g.acr, g.offline, g.ip, ' +
  'g.expires_at AS grant_expires_at, g.revoked_at';

/** What a person allowed a client, as read. */
export interface LiveGrant {
  readonly account_id: string;
  readonly scope: readonly string[];
  readonly claims: ClaimsRequest;
  readonly resource: readonly string[];
  readonly authentication: Authentication;
  readonly offline: boolean;
  /** Where the person was. */
  readonly ip: string | null;
}

/** Whether what carries this grant's id may still be used. */
export function isAlive(row: Pick<GrantRow, 'revoked_at' | 'grant_expires_at'>, now: number): boolean {
  return row.revoked_at === null && now < row.grant_expires_at;
}

export function readGrant(row: GrantRow): LiveGrant {
  return {
    account_id: row.account_id,
    scope: parseScope(row.scope),
    claims: row.claims === null ? {} : JSON.parse(row.claims),
    resource: row.resource === null ? [] : JSON.parse(row.resource),
    authentication: { sid: row.sid, auth_time: row.auth_time, amr: JSON.parse(row.amr), acr: row.acr },
    offline: Boolean(row.offline),
    ip: row.ip,
  };
}
