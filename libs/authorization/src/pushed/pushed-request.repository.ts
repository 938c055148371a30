import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';
import type { PushedRequestEntity } from './pushed-request.entity.js';

@Injectable()
export class PushedRequestRepository {
  constructor(private readonly database: Database) {}

  async insert(pushed: Readonly<Omit<PushedRequestEntity, 'spent_at'>>): Promise<void> {
    await this.database.affected(
      'INSERT INTO pushed_requests (request_uri_hash, client_id, parameters, created_at, expires_at, spent_at) ' +
        'VALUES (?, ?, ?, ?, ?, NULL)',
      [pushed.request_uri_hash, pushed.client_id, pushed.parameters, pushed.created_at, pushed.expires_at],
    );
  }

  find(requestUriHash: string): Promise<PushedRequestEntity | undefined> {
    return this.database.row<PushedRequestEntity>(
      'SELECT * FROM pushed_requests WHERE request_uri_hash = ?',
      [requestUriHash],
    );
  }

  /** Spends it, once: true for exactly one caller. @param now epoch seconds */
  async spend(requestUriHash: string, now: number, within: Statements): Promise<boolean> {
    const spent = await within.affected(
      'UPDATE pushed_requests SET spent_at = ? WHERE request_uri_hash = ? AND spent_at IS NULL',
      [now, requestUriHash],
    );
    return spent === 1;
  }

  /** Removes at most `limit` of those that expired before `time`, epoch seconds. Returns how many. */
  async removeExpired(time: number, limit: number): Promise<number> {
    const expired = await this.database.rows<{ request_uri_hash: string }>(
      'SELECT request_uri_hash FROM pushed_requests WHERE expires_at < ? ORDER BY expires_at LIMIT ?',
      [time, limit],
    );
    if (expired.length === 0) return 0;
    const places = expired.map(() => '?').join(', ');
    const hashes = expired.map(({ request_uri_hash }) => request_uri_hash);
    return this.database.affected(
      `DELETE FROM pushed_requests WHERE request_uri_hash IN (${places})`,
      hashes,
    );
  }
}
