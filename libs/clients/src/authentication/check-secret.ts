import { timingSafeEqual } from 'node:crypto';
import { hashToken } from '#libs/secrets';
import type { Client } from '../client.js';
import { MOST_VALID_SECRETS } from '../secrets/most-valid-secrets.js';
import { validSecrets } from '../secrets/valid-secrets.js';
import type { Proof } from './client-authentication-method.js';

/** The hash of no secret: what is compared where a client has fewer secrets than it may have. */
const NO_HASH = hashToken('');

/**
 * Whether a presented secret is one of the client's. One hash and the same number of comparisons are made whether
 * the client is known, has no secret, or has two. RFC 6749 §2.3.1, RFC 9700 §2.5
 * @param now epoch seconds
 */
export function checkSecret(client: Client | undefined, presented: string, now: number): Proof {
  const hashes = client === undefined ? [] : validSecrets(client, now).map(({ secret_hash }) => secret_hash);
  const presentedHash = Buffer.from(hashToken(presented));
  let equal = 0;
  for (let index = 0; index < MOST_VALID_SECRETS; index += 1) {
    const hash = hashes[index];
    const same = timingSafeEqual(presentedHash, Buffer.from(hash ?? NO_HASH));
    equal += hash !== undefined && same ? 1 : 0;
  }
  return equal > 0 ? { proved: true } : { proved: false, rule: 'client_authentication.secret' };
}
