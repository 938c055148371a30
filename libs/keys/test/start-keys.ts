import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { Vault } from '#libs/secrets';
import type { TestDatabase } from '../../../test/support/database.js';
import { JwtSigner } from '../src/jwt-signer.js';
import { KeySafe } from '../src/key-safe.js';
import { OwnJwtVerifier } from '../src/own-jwt-verifier.js';
import { SigningKeyRepository } from '../src/signing-key.repository.js';
import { SigningKeys } from '../src/signing-keys.js';

export const ISSUER = 'https://op.example';
export const FIRST_SECRET = 'the first key of this deployment, 1';
export const SECOND_SECRET = 'the second key of this deployment, 2';

/** A clock that a test moves. */
export class SetClock extends Clock {
  ms = 1_700_000_000_000;
  override nowMs() {
    return this.ms;
  }
  forward(seconds: number) {
    this.ms += seconds * 1000;
  }
}

/** The keys as one process has them, not started yet. */
export function processWith(db: TestDatabase, { clock = new SetClock(), secrets = [FIRST_SECRET] } = {}) {
  const rows = new SigningKeyRepository(db.database, db.changeFeed);
  const keys = new SigningKeys(rows, new KeySafe(new Vault(secrets)), db.changeFeed, db.lease, clock);
  return {
    keys,
    clock,
    signer: new JwtSigner(keys, clock),
    verifier: new OwnJwtVerifier(keys, new Issuer({ url: ISSUER }), clock),
  };
}

export async function startKeys(...args: Parameters<typeof processWith>) {
  const process = processWith(...args);
  await process.keys.onModuleInit();
  return process;
}
