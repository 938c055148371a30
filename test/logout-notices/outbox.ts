import { expect } from 'vitest';
import { Database } from '#libs/storage';
import type { TestPortico } from '../support/portico.js';

/**
 * How the notices of this session stand. What isn't in the outbox as soon as the session is over is never sent, and what
 * is no longer `pending` is not sent again: there is nothing to wait for.
 */
export async function noticesOf(portico: TestPortico, sid: string): Promise<readonly string[]> {
  const rows = await portico
    .get(Database)
    .rows<{ status: string }>('SELECT status FROM logout_deliveries WHERE sid = ?', [sid]);
  return rows.map(({ status }) => status);
}

/** Waits until there were some, and every one of them has come to its end. */
export async function noneIsLeft(portico: TestPortico, sid: string): Promise<void> {
  const isOver = async () => {
    const statuses = await noticesOf(portico, sid);
    return statuses.length > 0 && !statuses.includes('pending');
  };
  await expect.poll(isOver, { timeout: 10_000 }).toBe(true);
}
