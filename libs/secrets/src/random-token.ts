import { randomFillSync } from 'node:crypto';

const POOL_SIZE = 8192;
const pool = Buffer.allocUnsafeSlow(POOL_SIZE);
let used = POOL_SIZE;

/**
 * A secret that can't be guessed, as base64url.
 *
 * @param bytes of entropy, 8 to 1,024; 32 (43 characters) fits codes and tokens (RFC 6749 §10.10), and fewer
 * than 16 only what needs to be distinct, not secret.
 * @throws RangeError when `bytes` is outside of that.
 */
export function randomToken(bytes = 32): string {
  if (!Number.isInteger(bytes) || bytes < 8 || bytes > 1024) {
    throw new RangeError('a random token has 8 to 1024 bytes');
  }
  // One system call for many tokens: 0.1 us instead of 2 us each.
  if (used + bytes > POOL_SIZE) {
    randomFillSync(pool);
    used = 0;
  }
  const token = pool.toString('base64url', used, used + bytes);
  pool.fill(0, used, used + bytes); // what was handed out isn't kept
  used += bytes;
  return token;
}
