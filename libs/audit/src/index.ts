export { AuditModule } from './audit.module.js';
export { AuditEventEntity } from './audit-event.entity.js';
export type { AuditEvent, AuditPage, AuditQuery, NewAuditEvent } from './audit-event.js';
export { AuditTrail } from './audit-trail.js';
export { InvalidCursor } from './event-cursor.js';
export { RefusalEntity } from './refusal.entity.js';
export type { NewRefusal, Refusal } from './refusal.js';
export { Refusals } from './refusals.js';
