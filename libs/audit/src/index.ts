export { Activity, type ActivityBucket, type ActivityReport, type RefusalReason } from './activity.js';
export { AuditModule } from './audit.module.js';
export type { AuditEvent, AuditFilters, AuditPage, AuditQuery, NewAuditEvent } from './audit-event.js';
export { AuditTrail } from './audit-trail.js';
export { auditEntities } from './entities.js';
export { InvalidCursor } from './event-cursor.js';
export type { NewRefusal, Refusal, RefusalPage, RefusalQuery } from './refusal.js';
export { Refusals } from './refusals.js';
