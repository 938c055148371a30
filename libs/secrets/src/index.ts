export { randomToken } from './random-token.js';
export { equalInConstantTime, hashToken } from './token-hash.js';
export { UnopenableError, type UnopenableReason, Vault } from './vault.js';
