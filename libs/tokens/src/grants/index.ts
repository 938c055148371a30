import { AuthorizationCodeGrant } from './authorization-code.grant.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import { DeviceCodeGrant } from './device-code.grant.js';
import { RefreshTokenGrant } from './refresh-token.grant.js';

/** Every grant that the token endpoint serves. A new one is its file and its line here; discovery reads this list. */
export const GRANTS = [
  AuthorizationCodeGrant,
  RefreshTokenGrant,
  ClientCredentialsGrant,
  DeviceCodeGrant,
] as const;

/** Their `grant_type`s. */
export const SERVED_GRANT_TYPES: readonly string[] = GRANTS.map(({ type }) => type);
