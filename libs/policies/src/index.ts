export { InvalidPolicy, type PolicyProblem } from './document/policy-error.js';
export { readPolicy } from './document/read-policy.js';
export { type Decision, decide, type Question } from './engine/decision.js';
export { type EntryVerdict, judgeEntry } from './engine/entry.js';
export type { AccessFacts } from './engine/facts.js';
export { type Permission, permissionsOf } from './engine/permissions.js';
export type { Policy, PolicyDocument } from './engine/policy.js';
export { policyEntities } from './entities.js';
