export { AccountAccess } from './access/account-access.js';
export type { PolicyAccess, PolicyAssignment, PolicyParameter } from './access/policy-assignment.js';
export { RoleAccessRegistry } from './access/role-access.registry.js';
export type { RoleAccess } from './access/role-access.repository.js';
export {
  ACCOUNT_STATUSES,
  AccountEntity,
  type AccountStatus,
  ADMIN_ROLES,
  type AddressClaim,
  type AdminRole,
} from './account.entity.js';
export type { Account, AccountChanges, AccountFields, NewAccount } from './account.js';
export {
  AccountNotFound,
  type FieldProblem,
  InvalidAccount,
  LastOwner,
  MalformedCursor,
  SignInNameTaken,
  SubjectTaken,
  VersionConflict,
} from './account-errors.js';
export { AddressDto, CreateUserDto, PatchUserDto } from './account-input.dto.js';
export { ACCOUNT_RULES, type AccountField, accountProblems } from './account-rules.js';
export { type AccountPage, type AccountPageRequest, Accounts } from './accounts.js';
export { AccountsModule } from './accounts.module.js';
export { USER_CLAIMS, userClaims } from './claims/user-claims.js';
export { CredentialEntity } from './credential.entity.js';
export { accountEntities } from './entities.js';
export {
  type Group,
  type GroupFields,
  GroupNameTaken,
  GroupNotFound,
  TooManyGroups,
} from './groups/group.js';
export { GroupRegistry } from './groups/group.registry.js';
export { GroupMembers } from './groups/group-members.js';
export { Groups } from './groups/groups.js';
export { OneTimeTokenEntity, type OneTimeTokenPurpose } from './one-time-token.entity.js';
export { type OneTimeToken, OneTimeTokens } from './one-time-tokens/one-time-tokens.js';
export { HasherBusy } from './passwords/hashing-pool.js';
export { isUsablePassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords/password-form.js';
export { PASSWORD_PROBLEMS, type PasswordOwner, type PasswordProblem } from './passwords/password-rules.js';
export { type HashedPassword, Passwords, UnusablePassword } from './passwords/passwords.js';
export { RetiredSubjectEntity } from './retired-subject.entity.js';
export { SignInNameEntity, type SignInNameKind } from './sign-in-name.entity.js';
