export { Access, type AccessSeeker } from './access.js';
export { OwnAccess } from './assigned/own-access.js';
export { SharedAccess } from './assigned/shared-access.js';
export { InvalidPolicy, type PolicyProblem } from './document/policy-error.js';
export { readPolicy } from './document/read-policy.js';
export { type Decision, decide, type Question } from './engine/decision.js';
export { type EntryVerdict, judgeEntry, type SideVerdict } from './engine/entry.js';
export type { AccessFacts } from './engine/facts.js';
export { type Permission, permissionsOf } from './engine/permissions.js';
export type { Policy, PolicyDocument } from './engine/policy.js';
export { policyEntities } from './entities.js';
export { PoliciesModule } from './policies.module.js';
export { AccessPolicies } from './stored/access-policies.js';
export { PolicyRegistry } from './stored/policy.registry.js';
export type { PolicyVersion, StoredPolicy } from './stored/policy.repository.js';
export {
  PolicyInUse,
  PolicyNameTaken,
  PolicyNotFound,
  type PolicyUser,
} from './stored/policy-refusal.js';
export { PolicyUsersRepository } from './stored/policy-users.repository.js';
