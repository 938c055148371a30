export { keyEntities } from './entities.js';
export type { Claims } from './jwt-signature.js';
export { JwtSigner, type SigningOptions } from './jwt-signer.js';
export { KeysModule } from './keys.module.js';
export { type OwnClaims, OwnJwtVerifier, type VerificationOptions } from './own-jwt-verifier.js';
export type { PublicJwk } from './public-jwk.js';
export type { JwkSet } from './published-keys.js';
export { LONGEST_TOKEN_LIFETIME, PUBLISHED_AHEAD } from './signing-key.js';
export { SigningKeys } from './signing-keys.js';
