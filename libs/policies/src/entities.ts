import { AccessPolicyEntity } from './stored/policy.entity.js';
import { AccessPolicyVersionEntity } from './stored/policy-version.entity.js';

/** The tables of this lib, for the application's one list. */
export const policyEntities = [AccessPolicyEntity, AccessPolicyVersionEntity] as const;
