import { SessionEntity } from './session.entity.js';
import { SessionClientEntity } from './session-client.entity.js';

export const sessionEntities = [SessionEntity, SessionClientEntity] as const;
