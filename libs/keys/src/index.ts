export { keyEntities } from './entities.js';
export type { Claims } from './jwt-signature.js';
export { JwtSigner, type SigningOptions } from './jwt-signer.js';
export { KeyMaker } from './key-maker.js';
export { KeyRotation, type Rotator, type Successor } from './key-rotation.js';
export { KeyWithdrawal, type Withdrawal } from './key-withdrawal.js';
export { KeysModule } from './keys.module.js';
export { type OwnClaims, OwnJwtVerifier, type VerificationOptions } from './own-jwt-verifier.js';
export type { PublicJwk } from './public-jwk.js';
export type { JwkSet } from './published-keys.js';
export { type PlannedRotation, SCHEDULED_AHEAD } from './rotation-schedule.js';
export { ScheduledRotation } from './scheduled-rotation.js';
export {
  LONGEST_TOKEN_LIFETIME,
  PUBLISHED_AFTER,
  PUBLISHED_AHEAD,
  RETAINED,
  type SigningKey,
} from './signing-key.js';
export { SigningKeys } from './signing-keys.js';
