import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { SessionClients } from '#libs/sessions';
import { Database, type Statements } from '#libs/storage';
import type { GrantEntity } from './grant.entity.js';

export type NewGrant = Readonly<Omit<GrantEntity, 'revoked_at'>>;

/** Which grants to end: all that fit every given part. */
export interface GrantsOf {
  readonly account_id?: string;
  readonly client_id?: string;
  readonly sid?: string;
}

@Injectable()
export class GrantRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessionClients: SessionClients,
  ) {}

  /** The client is then one of those that are told when the session ends. */
  async insert(grant: NewGrant, within: Statements): Promise<void> {
    await within.affected(
      'INSERT INTO grants (grant_id, client_id, account_id, sid, scope, claims, resource, auth_time, amr, acr, ' +
        'offline, ip, created_at, expires_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)',
      [
        grant.grant_id,
        grant.client_id,
        grant.account_id,
        grant.sid,
        grant.scope,
        grant.claims && JSON.stringify(grant.claims),
        grant.resource && JSON.stringify(grant.resource),
        grant.auth_time,
        JSON.stringify(grant.amr),
        grant.acr,
        grant.offline,
        grant.ip,
        grant.created_at,
        grant.expires_at,
      ],
    );
    await this.sessionClients.note(grant.sid, grant.client_id, within);
  }

  /** Says that `insert` was committed: the next grant of this client in this session has less to do. */
  stored({ sid, client_id }: Pick<NewGrant, 'sid' | 'client_id'>): void {
    this.sessionClients.remember(sid, client_id);
  }

  /** Ends one grant, and with it all that carries its id. */
  revoke(grantId: string): Promise<number> {
    return this.database.affected(
      'UPDATE grants SET revoked_at = ? WHERE grant_id = ? AND revoked_at IS NULL',
      [this.clock.now(), grantId],
    );
  }

  /** Ends every grant of these. Returns how many were alive. */
  revokeOf(of: GrantsOf): Promise<number> {
    const parts = Object.entries(of).filter(([, value]) => value !== undefined);
    if (parts.length === 0) throw new Error('which grants?');
    const conditions = [...parts.map(([column]) => `${column} = ?`), 'revoked_at IS NULL'];
    return this.database.affected(`UPDATE grants SET revoked_at = ? WHERE ${conditions.join(' AND ')}`, [
      this.clock.now(),
      ...parts.map(([, value]) => value),
    ]);
  }

  /** Ends what lives only as long as these sessions: grants for offline use stay. Returns how many were alive. */
  endSessions(sids: readonly string[], within: Statements = this.database): Promise<number> {
    const list = sids.map(() => '?').join(', ');
    return within.affected(
      `UPDATE grants SET revoked_at = ? WHERE sid IN (${list}) AND revoked_at IS NULL AND offline = 0`,
      [this.clock.now(), ...sids],
    );
  }

  /** The person is gone, and all that they allowed with them. */
  async deleteOfAccount(accountId: string): Promise<void> {
    const rows = await this.database.rows<{ grant_id: string }>(
      'SELECT grant_id FROM grants WHERE account_id = ?',
      [accountId],
    );
    await this.delete(rows.map((row) => row.grant_id));
  }

  async removeExpired(limit: number): Promise<number> {
    const rows = await this.database.rows<{ grant_id: string }>(
      'SELECT grant_id FROM grants WHERE expires_at < ? ORDER BY expires_at LIMIT ?',
      [this.clock.now(), limit],
    );
    await this.delete(rows.map((row) => row.grant_id));
    return rows.length;
  }

  /** With everything that carried them; a spent code or rotated token is kept until here, to see a replay. */
  private async delete(grantIds: readonly string[]): Promise<void> {
    if (grantIds.length === 0) return;
    const marks = grantIds.map(() => '?').join(', ');
    for (const table of ['authorization_codes', 'refresh_tokens', 'access_tokens', 'grants']) {
      await this.database.affected(`DELETE FROM ${table} WHERE grant_id IN (${marks})`, grantIds);
    }
  }
}
