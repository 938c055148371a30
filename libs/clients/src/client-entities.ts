import { ClientAssertionEntity } from './authentication/client-assertion.entity.js';
import { ClientEntity } from './client.entity.js';
import { ClientSecretEntity } from './secrets/client-secret.entity.js';

/** The tables of this lib, for the application's one list. */
export const clientEntities = [ClientEntity, ClientSecretEntity, ClientAssertionEntity] as const;
