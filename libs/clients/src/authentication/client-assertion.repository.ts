import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation } from '#libs/storage';

/** The assertions that were accepted and could come again. */
@Injectable()
export class ClientAssertionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Accepts an assertion once, whoever else tries at the same time.
   * @param expiresAt epoch seconds; after that the assertion is refused for its age
   * @returns false when it was accepted before
   */
  async spend(assertionHash: string, expiresAt: number): Promise<boolean> {
    try {
      await this.database.affected(
        'INSERT INTO client_assertions (assertion_hash, expires_at) VALUES (?, ?)',
        [assertionHash, expiresAt],
      );
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /**
   * Forgets at most `limit` of those that are refused for their age anyway.
   * @param now epoch seconds @returns how many
   */
  async removeExpired(now: number, limit: number): Promise<number> {
    const expired = await this.database.rows<{ assertion_hash: string }>(
      'SELECT assertion_hash FROM client_assertions WHERE expires_at < ? ORDER BY expires_at LIMIT ?',
      [now, limit],
    );
    if (expired.length === 0) return 0;
    const places = expired.map(() => '?').join(', ');
    const hashes = expired.map(({ assertion_hash }) => assertion_hash);
    return this.database.affected(
      `DELETE FROM client_assertions WHERE assertion_hash IN (${places})`,
      hashes,
    );
  }
}
