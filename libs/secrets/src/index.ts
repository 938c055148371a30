export { randomToken } from './random-token.js';
export { SecretsModule } from './secrets.module.js';
export { equalInConstantTime, hashToken } from './token-hash.js';
export { UnopenableError, type UnopenableReason, Vault } from './vault.js';
