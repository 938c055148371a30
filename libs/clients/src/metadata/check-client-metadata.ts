import type { ClientMetadata } from './client-metadata.js';
import type { Problem } from './problem.js';
import { checkAuthentication } from './rules/authentication.rule.js';
import { checkGrants } from './rules/grants.rule.js';
import { checkKeys } from './rules/keys.rule.js';
import { checkLifetimes } from './rules/lifetimes.rule.js';
import { checkLogoutUris } from './rules/logout-uris.rule.js';
import { checkResources } from './rules/resources.rule.js';
import { checkScope } from './rules/scope.rule.js';
import { checkSize } from './rules/size.rule.js';
import { checkSubjects } from './rules/subjects.rule.js';
import {
  checkAllowedOrigins,
  checkImplicitRedirects,
  checkRedirectUris,
  checkWebUris,
} from './rules/uris.rule.js';

/** What of the configuration decides which metadata may be registered. */
export interface MetadataSettings {
  /** Schemes without a dot that native clients may use. */
  readonly private_use_schemes: readonly string[];
}

/** Every rule about metadata whose members have the right shape: what they hold, and how they go together. */
export function checkClientMetadata(metadata: ClientMetadata, settings: MetadataSettings): Problem[] {
  return [
    ...checkGrants(metadata),
    ...checkRedirectUris(metadata, settings.private_use_schemes),
    ...checkAllowedOrigins(metadata),
    ...checkImplicitRedirects(metadata),
    ...checkWebUris(metadata),
    ...checkLogoutUris(metadata),
    ...checkSubjects(metadata),
    ...checkResources(metadata),
    ...checkAuthentication(metadata),
    ...checkKeys(metadata),
    ...checkScope(metadata),
    ...checkLifetimes(metadata),
    ...checkSize(metadata),
  ];
}
