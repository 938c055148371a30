import { SessionEntity } from './session.entity.js';

export const sessionEntities = [SessionEntity] as const;
