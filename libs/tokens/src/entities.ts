import { AccessTokenEntity } from './access/access-token.entity.js';
import { RevokedAccessTokenEntity } from './access/revoked-access-token.entity.js';
import { AuthorizationCodeEntity } from './codes/authorization-code.entity.js';
import { DeviceCodeEntity } from './device/device-code.entity.js';
import { GrantEntity } from './grants/grant.entity.js';
import { RefreshTokenEntity } from './refresh/refresh-token.entity.js';
import { PairwiseSubjectEntity } from './subject/pairwise-subject.entity.js';

export const tokenEntities = [
  AccessTokenEntity,
  AuthorizationCodeEntity,
  DeviceCodeEntity,
  GrantEntity,
  PairwiseSubjectEntity,
  RefreshTokenEntity,
  RevokedAccessTokenEntity,
] as const;
