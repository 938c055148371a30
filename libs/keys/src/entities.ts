import { SigningKeyEntity } from './signing-key.entity.js';

export const keyEntities = [SigningKeyEntity] as const;
