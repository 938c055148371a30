import { RoleAccessEntity } from './access/role-access.entity.js';
import { AccountEntity } from './account.entity.js';
import { CredentialEntity } from './credential.entity.js';
import { GroupEntity } from './groups/group.entity.js';
import { GroupMemberEntity } from './groups/group-member.entity.js';
import { OneTimeTokenEntity } from './one-time-token.entity.js';
import { RetiredSubjectEntity } from './retired-subject.entity.js';
import { SignInNameEntity } from './sign-in-name.entity.js';

export const accountEntities = [
  AccountEntity,
  CredentialEntity,
  GroupEntity,
  GroupMemberEntity,
  OneTimeTokenEntity,
  RetiredSubjectEntity,
  RoleAccessEntity,
  SignInNameEntity,
] as const;
