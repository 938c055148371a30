import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { Clock } from '#libs/clock';
import type { SigningAlgorithm } from '#libs/protocol';
import type { CurrentKey } from './key-change.js';
import { KeyMaker } from './key-maker.js';
import { KeyRing } from './key-ring.js';
import type { Rotator, Successor } from './key-rotation.js';
import { isInForce, newestOf } from './signing-key.js';
import { SigningKeyRepository } from './signing-key.repository.js';

/** What a withdrawal did. */
export interface Withdrawal {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  /** Whether it signed at that moment. */
  readonly signed: boolean;
  /** The key that signs from now on. */
  readonly successor: Successor;
}

/** Ends a stolen key. */
@Injectable()
export class KeyWithdrawal {
  constructor(
    private readonly ring: KeyRing,
    private readonly rows: SigningKeyRepository,
    private readonly maker: KeyMaker,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a key out of the JWK Set and out of every process's memory, both halves of it: nothing that it signed is
   * ours any more. When it signed, or was to sign next, a new key takes its place at once; one that waited is passed
   * over, for who stole the one may have the other.
   *
   * @returns undefined when there is no such key
   */
  async withdraw(kid: string, by: Rotator): Promise<Withdrawal | undefined> {
    await this.ring.refresh(); // it may have been made in another process just now
    const alg = this.ring.get(kid)?.alg;
    if (alg === undefined) return undefined;
    const made = await this.maker.make(alg);
    return this.rows.change(async (change) => {
      const keys = await change.keysOf(alg);
      const withdrawn = keys.find((key) => key.kid === kid);
      if (!withdrawn) return undefined;
      const now = this.clock.now();
      const signed = isInForce(withdrawn, now);
      await change.remove(kid);
      const others = keys.filter((key) => key !== withdrawn);
      const heir = signerThatStays(others, now);
      if (!heir) await change.publish(made, now, now);
      const successor = heir ?? { kid: made.kid, signs_from: now };
      const data = { alg, signed, successor: successor.kid };
      await this.audit.record(
        { type: 'key.withdrawn', ...by, subject: `key:${kid}`, outcome: 'success', data },
        change.within,
      );
      return { kid, alg, signed, successor };
    });
  }
}

/** The key that signs, unless none would after it. */
function signerThatStays(keys: readonly CurrentKey[], now: number): Successor | undefined {
  const signer = keys.find((key) => isInForce(key, now));
  return signer && newestOf(keys) ? { kid: signer.kid, signs_from: signer.signs_from } : undefined;
}
