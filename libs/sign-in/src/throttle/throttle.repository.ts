import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Statements } from '#libs/storage';

/**
 * Counts one more if there is room, or begins a new window when the old one is over. `attempts` is set before
 * `expires_at`, for MySQL evaluates assignments from left to right with what is assigned already.
 */
const RESERVE = `UPDATE sign_in_throttles SET
    attempts = CASE WHEN expires_at <= ? THEN 1 ELSE attempts + 1 END,
    expires_at = CASE WHEN expires_at <= ? THEN ? ELSE expires_at END
  WHERE throttle_key = ? AND (expires_at <= ? OR attempts < ?)`;

/** The rows of `sign_in_throttles`. */
@Injectable()
export class ThrottleRepository {
  constructor(private readonly database: Database) {}

  /**
   * Counts an attempt, in one conditional statement: however many try at once, no more than `most` are counted in
   * one window.
   * @returns undefined when it was counted, else when the full window ends
   */
  async reserve(
    key: string,
    most: number,
    now: number,
    until: number,
    within: Statements,
  ): Promise<number | undefined> {
    for (;;) {
      const counted = await within.affected(RESERVE, [now, now, until, key, now, most]);
      if (counted === 1 || (await begin(key, until, within))) return undefined;
      const found = await within.row<{ attempts: number; expires_at: number }>(
        'SELECT attempts, expires_at FROM sign_in_throttles WHERE throttle_key = ?',
        [key],
      );
      // A row with room came, or got it, between the statements: count again.
      if (found && found.attempts >= most) return found.expires_at;
    }
  }

  async giveBack(keys: readonly string[], within: Statements): Promise<void> {
    if (keys.length === 0) return;
    await within.affected(
      `UPDATE sign_in_throttles SET attempts = attempts - 1 WHERE throttle_key IN ${listOf(keys)} AND attempts > 0`,
      keys,
    );
  }

  async reset(keys: readonly string[], within: Statements): Promise<void> {
    if (keys.length === 0) return;
    await within.affected(`DELETE FROM sign_in_throttles WHERE throttle_key IN ${listOf(keys)}`, keys);
  }

  async removeExpired(now: number, limit: number): Promise<number> {
    const rows = await this.database.rows<{ throttle_key: string }>(
      'SELECT throttle_key FROM sign_in_throttles WHERE expires_at <= ? ORDER BY expires_at LIMIT ?',
      [now, limit],
    );
    if (rows.length === 0) return 0;
    const keys = rows.map(({ throttle_key }) => throttle_key);
    return this.database.affected(
      `DELETE FROM sign_in_throttles WHERE expires_at <= ? AND throttle_key IN ${listOf(keys)}`,
      [now, ...keys],
    );
  }
}

/** @returns false when the row is there */
async function begin(key: string, until: number, within: Statements): Promise<boolean> {
  try {
    await within.affected(
      'INSERT INTO sign_in_throttles (throttle_key, attempts, expires_at) VALUES (?, 1, ?)',
      [key, until],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

function listOf(values: readonly unknown[]): string {
  return `(${values.map(() => '?').join(', ')})`;
}
