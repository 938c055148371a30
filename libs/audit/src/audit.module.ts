import { Global, Module } from '@nestjs/common';
import { Sweeper } from '#libs/storage';
import { Activity } from './activity.js';
import { ActivityRepository } from './activity.repository.js';
import { AuditEventRepository } from './audit-event.repository.js';
import { AuditTrail } from './audit-trail.js';
import { RefusalRepository } from './refusal.repository.js';
import { Refusals } from './refusals.js';

/**
 * Needs `StorageModule` and `ClockModule`, which are global. Import it after `StorageModule`: Nest shuts modules down
 * in the reverse order, and the last refusals are written before the database closes.
 */
@Global()
@Module({
  providers: [Activity, ActivityRepository, AuditEventRepository, AuditTrail, RefusalRepository, Refusals],
  exports: [Activity, AuditTrail, Refusals],
})
export class AuditModule {
  constructor(refusals: Refusals, sweeper: Sweeper) {
    sweeper.register('refusals', (limit) => refusals.removeExpired(limit));
  }
}
