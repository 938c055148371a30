import { AccessTokenEntity } from './access/access-token.entity.js';
import { RevokedAccessTokenEntity } from './access/revoked-access-token.entity.js';
import { AuthorizationCodeEntity } from './codes/authorization-code.entity.js';
import { GrantEntity } from './grants/grant.entity.js';
import { RefreshTokenEntity } from './refresh/refresh-token.entity.js';
import { PairwiseSubjectEntity } from './subject/pairwise-subject.entity.js';

export const tokenEntities = [
  AccessTokenEntity,
  AuthorizationCodeEntity,
  GrantEntity,
  PairwiseSubjectEntity,
  RefreshTokenEntity,
  RevokedAccessTokenEntity,
] as const;
