import { Injectable } from '@nestjs/common';
import { AuditTrail, type NewAuditEvent } from '#libs/audit';
import { Clock } from '#libs/clock';
import type { SigningAlgorithm } from '#libs/protocol';
import type { CurrentKey, KeyChange, MadeKey } from './key-change.js';
import { KeyMaker } from './key-maker.js';
import { KeyRing } from './key-ring.js';
import { earliestSignature } from './rotation-schedule.js';
import { newestOf, PUBLISHED_AHEAD } from './signing-key.js';
import { SigningKeyRepository } from './signing-key.repository.js';

/** Who rotates, for the audit trail. */
export type Rotator = Pick<NewAuditEvent, 'actor' | 'on_behalf_of' | 'ip' | 'request_id'>;

/** The schedule, as the audit trail names it. */
const SCHEDULE: Rotator = { actor: 'system' };

/** The key that takes over. */
export interface Successor {
  readonly kid: string;
  readonly signs_from: number;
}

type Reason = 'scheduled' | 'on_demand' | 'immediate';

/**
 * Replaces keys. A rotation names the key that it replaces, which is the newest as its process knows it: of many at
 * once, in however many processes, one makes the next key and the others find it made.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly ring: KeyRing,
    private readonly rows: SigningKeyRepository,
    private readonly maker: KeyMaker,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The next key of an algorithm. It is published now and signs an hour later, when every client has seen it; one that
   * waits already signs as soon as it has been published for an hour. The key before stays published, and verifies,
   * until the last token that it signed has expired.
   *
   * @param immediately skips that hour, always with a new key: clients must then fetch the keys anew on an unknown `kid`
   */
  async rotate(
    alg: SigningAlgorithm,
    { immediately = false, by = SCHEDULE }: { readonly immediately?: boolean; readonly by?: Rotator } = {},
  ): Promise<Successor> {
    const seen = newestOf(this.ring.of(alg));
    const made = await this.maker.make(alg);
    return this.rows.change(async (change) => {
      const now = this.clock.now();
      const newest = newestOf(await change.keysOf(alg));
      if (newest && !immediately && newest.signs_from > now) {
        return this.hasten(change, { ...newest, alg }, now, by);
      }
      if (newest && newest.kid !== seen?.kid && newest.signs_from <= now) return successorOf(newest);
      const signs_from = immediately ? now : now + PUBLISHED_AHEAD;
      return this.publish(change, made, {
        now,
        signs_from,
        by,
        reason: immediately ? 'immediate' : 'on_demand',
      });
    });
  }

  /**
   * The next key as the schedule has it.
   * @returns undefined when another process, or an administrator, was faster
   */
  async rotateOnSchedule(alg: SigningAlgorithm, signs_from: number): Promise<Successor | undefined> {
    const seen = newestOf(this.ring.of(alg));
    const made = await this.maker.make(alg);
    return this.rows.change(async (change) => {
      const newest = newestOf(await change.keysOf(alg));
      if (!newest || newest.kid !== seen?.kid) return undefined;
      const now = this.clock.now();
      return this.publish(change, made, { now, signs_from, by: SCHEDULE, reason: 'scheduled' });
    });
  }

  private async hasten(
    change: KeyChange,
    waiting: CurrentKey & { readonly alg: SigningAlgorithm },
    now: number,
    by: Rotator,
  ): Promise<Successor> {
    const { kid, alg } = waiting;
    const signs_from = earliestSignature(waiting, now);
    if (signs_from === waiting.signs_from) return successorOf(waiting);
    await change.bringForward({ kid, alg }, signs_from);
    await this.record(change, { kid, alg, signs_from }, by, 'on_demand');
    return { kid, signs_from };
  }

  private async publish(
    change: KeyChange,
    key: MadeKey,
    { now, signs_from, by, reason }: { now: number; signs_from: number; by: Rotator; reason: Reason },
  ): Promise<Successor> {
    const { kid, alg } = key;
    await change.publish(key, now, signs_from);
    await this.record(change, { kid, alg, signs_from }, by, reason);
    return { kid, signs_from };
  }

  private record(
    { within }: KeyChange,
    { kid, ...key }: Successor & { readonly alg: SigningAlgorithm },
    by: Rotator,
    reason: Reason,
  ): Promise<void> {
    const data = { ...key, reason };
    return this.audit.record(
      { type: 'key.rotated', ...by, subject: `key:${kid}`, outcome: 'success', data },
      within,
    );
  }
}

function successorOf({ kid, signs_from }: CurrentKey): Successor {
  return { kid, signs_from };
}
