import { ConsentEntity } from './consent/consent.entity.js';
import { PushedRequestEntity } from './pushed/pushed-request.entity.js';

export const authorizationEntities = [ConsentEntity, PushedRequestEntity] as const;
