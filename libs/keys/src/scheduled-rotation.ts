import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { KeySettings } from '#libs/config';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';
import { Lease } from '#libs/storage';
import { KeyRing } from './key-ring.js';
import { KeyRotation } from './key-rotation.js';
import { isDue, type PlannedRotation, plannedRotation } from './rotation-schedule.js';

const EVERY_MS = 60_000;

/** Rotates the keys by the calendar, in one process of the deployment. What it plans, it derives from the keys' rows. */
@Injectable()
export class ScheduledRotation implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ScheduledRotation.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ring: KeyRing,
    private readonly rotation: KeyRotation,
    private readonly lease: Lease,
    private readonly settings: KeySettings,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** What comes next, of each algorithm for which something is planned. @throws RegistryStale */
  planned(): readonly PlannedRotation[] {
    return SIGNING_ALGORITHMS.flatMap((alg) => this.plannedOf(alg) ?? []);
  }

  /** Makes the keys that are due. A failure is logged, and the next minute tries again. */
  async run(): Promise<void> {
    try {
      if (!this.planned().some((planned) => isDue(planned, this.clock.now()))) return;
      await this.lease.tryRun('signing_key_rotation', () => this.rotateDue());
    } catch (error) {
      this.logger.error({ err: error }, 'the signing keys were not rotated; the next minute tries again');
    }
  }

  private async rotateDue(): Promise<void> {
    await this.ring.refresh(); // another process may have rotated while this one was about to
    for (const alg of SIGNING_ALGORITHMS) {
      const planned = this.plannedOf(alg);
      if (!isDue(planned, this.clock.now())) continue;
      const next = await this.rotation.rotateOnSchedule(alg, planned.signs_from);
      if (next)
        this.logger.log(`the next ${alg} key ${next.kid} is published and signs from ${next.signs_from}`);
    }
  }

  private plannedOf(alg: SigningAlgorithm): PlannedRotation | undefined {
    return plannedRotation(this.ring.of(alg), this.settings.rotation_period, this.clock.now());
  }
}
