import { ConsentEntity } from './consent/consent.entity.js';

export const authorizationEntities = [ConsentEntity] as const;
