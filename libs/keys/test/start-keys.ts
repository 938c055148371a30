import type { AuditTrail, NewAuditEvent } from '#libs/audit';
import { Clock } from '#libs/clock';
import { Issuer, KeySettings } from '#libs/config';
import { Vault } from '#libs/secrets';
import type { TestDatabase } from '../../../test/support/database.js';
import { fromTheFirstKey } from '../../../test/support/ready-keys.js';
import { JwtSigner } from '../src/jwt-signer.js';
import { KeyMaker } from '../src/key-maker.js';
import { KeyRing } from '../src/key-ring.js';
import { KeyRotation } from '../src/key-rotation.js';
import { KeySafe } from '../src/key-safe.js';
import { KeyWithdrawal } from '../src/key-withdrawal.js';
import { OwnJwtVerifier } from '../src/own-jwt-verifier.js';
import { ScheduledRotation } from '../src/scheduled-rotation.js';
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

/** Each of these tests has a database of its own. */
let lastUrl: string | undefined;

/** The keys as one process has them, not started yet. */
export function processWith(
  db: TestDatabase,
  { clock = new SetClock(), secrets = [FIRST_SECRET], rotation_days = 90 } = {},
) {
  if (db.url !== lastUrl) fromTheFirstKey();
  lastUrl = db.url;
  const events: NewAuditEvent[] = [];
  const trail = { record: async (event: NewAuditEvent) => void events.push(event) } as unknown as AuditTrail;
  const rows = new SigningKeyRepository(db.database, db.changeFeed);
  const safe = new KeySafe(new Vault(secrets));
  const ring = new KeyRing(rows, safe, db.changeFeed);
  const maker = new KeyMaker(safe);
  const keys = new SigningKeys(ring, rows, maker, db.lease, clock);
  const rotation = new KeyRotation(ring, rows, maker, trail, clock);
  const settings = new KeySettings({ rotation_days });
  return {
    keys,
    rotation,
    withdrawal: new KeyWithdrawal(ring, rows, maker, trail, clock),
    schedule: new ScheduledRotation(ring, rotation, db.lease, settings, clock),
    /** What it would have written to the audit trail. */
    events,
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
