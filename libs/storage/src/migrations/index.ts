import type { MigrationInterface } from 'typeorm';
import { FirstSchema1764000000000 } from './1764000000000-first-schema.js';
import { ClientMetadata1764100000000 } from './1764100000000-client-metadata.js';
import { PushedRequests1764200000000 } from './1764200000000-pushed-requests.js';
import { DeviceCodes1764300000000 } from './1764300000000-device-codes.js';
import { SubjectsAndResources1764400000000 } from './1764400000000-subjects-and-resources.js';
import { SignOutNotices1764500000000 } from './1764500000000-sign-out-notices.js';
import { AdministratorsIndex1764600000000 } from './1764600000000-administrators-index.js';
import { AccessPolicies1764700000000 } from './1764700000000-access-policies.js';
import { ConsentedClaims1764850000000 } from './1764850000000-consented-claims.js';
import { EventFilters1764950000000 } from './1764950000000-event-filters.js';

/** Every migration, oldest first. Each imports only `typeorm`, so that it still means the same in years. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  FirstSchema1764000000000,
  ClientMetadata1764100000000,
  PushedRequests1764200000000,
  DeviceCodes1764300000000,
  SubjectsAndResources1764400000000,
  SignOutNotices1764500000000,
  AdministratorsIndex1764600000000,
  AccessPolicies1764700000000,
  ConsentedClaims1764850000000,
  EventFilters1764950000000,
];
