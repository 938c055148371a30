export type { Actor } from './actor.js';
export { AuthenticatedClient } from './authentication/authenticated-client.js';
export { AuthenticatedClientParam } from './authentication/authenticated-client.param.js';
export { ClientAssertionEntity } from './authentication/client-assertion.entity.js';
export { ClientAuthenticationGuard } from './authentication/client-authentication.guard.js';
export { ClientAuthenticator } from './authentication/client-authenticator.js';
export { ClientKeys } from './authentication/client-keys.js';
export type { ClientRequest } from './authentication/client-request.js';
export { HMAC_ALGORITHMS } from './authentication/hmac-algorithms.js';
export { AUTHENTICATION_METHOD_NAMES, type AuthenticationMethodName } from './authentication/index.js';
export { verifyByAnyKey } from './authentication/verify-assertion.js';
export {
  ACCESS_TOKEN_FORMATS,
  type AccessTokenFormat,
  APPLICATION_TYPES,
  type ApplicationType,
  ASSERTION_AUDIENCES,
  type AssertionAudience,
  CLIENT_STATUSES,
  ClientEntity,
  type ClientStatus,
  REGISTRARS,
  type Registrar,
  SUBJECT_TYPES,
  type SubjectType,
} from './client.entity.js';
export { type Client, type ClientSecret, isPublic } from './client.js';
export { ClientAccess } from './client-access.js';
export { clientEntities } from './client-entities.js';
export type { NewClient } from './client-lifecycle.js';
export { ClientConflict, ClientNotFound, SecretNotFound, VersionConflict } from './client-refusal.js';
export { ClientRegistry } from './client-registry.js';
export { ClientService } from './client-service.js';
export { ClientsModule } from './clients.module.js';
export { CLIENT_ORDERS, type ClientOrder } from './listing/client-cursor.js';
export type { ClientPage, ClientQuery } from './listing/client-list.js';
export { ManagementClient } from './management-client.js';
export { asksForAdminScopes } from './metadata/asks-for-admin-scopes.js';
export { checkClientMetadata, type MetadataSettings } from './metadata/check-client-metadata.js';
export { ClientMetadataDto } from './metadata/client-metadata.dto.js';
export { type ClientMetadata, METADATA_DEFAULTS, metadataOf } from './metadata/client-metadata.js';
export { GRANT_TYPES, type GrantType, grantTypesOf } from './metadata/grant-types.js';
export { InvalidClientMetadata } from './metadata/invalid-client-metadata.js';
export type { Problem } from './metadata/problem.js';
export { asObject, readClientMetadata } from './metadata/read-client-metadata.js';
export { clientHasOrigin } from './origins.js';
export type { ClientRules } from './rules/client-rules.js';
export {
  demandsOf,
  effectiveRules,
  type RuleSource,
  type RulesWithSources,
  rulesWithSources,
} from './rules/effective-rules.js';
export { PROFILE_NAMES, PROFILES, type ProfileName, profileRules } from './rules/profiles.js';
export { warnings } from './rules/warnings.js';
export { ClientSecretEntity } from './secrets/client-secret.entity.js';
export type { ClientWithSecret } from './secrets/client-secrets.js';
export { validSecrets } from './secrets/valid-secrets.js';
