import { AccountEntity } from './account.entity.js';
import { CredentialEntity } from './credential.entity.js';
import { OneTimeTokenEntity } from './one-time-token.entity.js';
import { RetiredSubjectEntity } from './retired-subject.entity.js';
import { SignInNameEntity } from './sign-in-name.entity.js';

export const accountEntities = [
  AccountEntity,
  CredentialEntity,
  OneTimeTokenEntity,
  RetiredSubjectEntity,
  SignInNameEntity,
] as const;
