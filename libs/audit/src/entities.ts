import { AuditEventEntity } from './audit-event.entity.js';
import { RefusalEntity } from './refusal.entity.js';

export const auditEntities = [AuditEventEntity, RefusalEntity] as const;
