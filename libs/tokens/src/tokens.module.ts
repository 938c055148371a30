import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { ClientsModule } from '#libs/clients';
import { KeysModule } from '#libs/keys';
import { PoliciesModule } from '#libs/policies';
import { SessionsModule } from '#libs/sessions';
import { AccessTokenRepository } from './access/access-token.repository.js';
import { AccessTokenMint } from './access/access-token-mint.js';
import { AccessTokens } from './access/access-tokens.js';
import { IssuedAccessTokens } from './access/issued-access-tokens.js';
import { AuthorizationIssuer } from './authorization-issuer.js';
import { BearerGuard } from './bearer/bearer.guard.js';
import { BearerStrategy } from './bearer/bearer.strategy.js';
import { AuthorizationCodeRepository } from './codes/authorization-code.repository.js';
import { DeviceApprovals } from './device/device-approvals.js';
import { DeviceCodeRepository } from './device/device-code.repository.js';
import { DeviceCodes } from './device/device-codes.js';
import { FrontChannelTokens } from './front-channel/front-channel-tokens.js';
import type { Grant } from './grants/grant.js';
import { GrantRepository } from './grants/grant.repository.js';
import { GrantGivers } from './grants/grant-givers.js';
import { Grants } from './grants/grants.js';
import { GRANTS } from './grants/index.js';
import { Replays } from './grants/replays.js';
import { IdTokenMint } from './id-token/id-token-mint.js';
import { IntrospectionController } from './introspection/introspection.controller.js';
import { Introspection } from './introspection/introspection.js';
import { IssuancePreview } from './issuance-preview.js';
import { RefreshTokenRepository } from './refresh/refresh-token.repository.js';
import { RefreshTokenState } from './refresh/refresh-token-state.js';
import { RefreshTokens } from './refresh/refresh-tokens.js';
import { RotationRule } from './refresh/rotation.rule.js';
import { RevocationController } from './revocation/revocation.controller.js';
import { Revocation } from './revocation/revocation.js';
import { AccessPolicyRule } from './rules/access-policy.rule.js';
import { IssuanceRules } from './rules/issuance-rules.js';
import { PairwiseSubjectRepository } from './subject/pairwise-subject.repository.js';
import { SubjectIdentifiers } from './subject/subject-identifiers.js';
import { TokenController } from './token.controller.js';
import { GRANT_TABLE, TokenEndpoint } from './token-endpoint.js';
import { TokenIssuer } from './token-issuer.js';

/** Grants, codes and tokens: from what a client presents to what it may hold. */
@Module({
  imports: [AccountsModule, ClientsModule, KeysModule, PoliciesModule, SessionsModule],
  controllers: [TokenController, IntrospectionController, RevocationController],
  providers: [
    ...GRANTS,
    {
      provide: GRANT_TABLE,
      inject: [...GRANTS],
      useFactory: (...grants: Grant[]) => new Map(grants.map((grant) => [grant.type, grant])),
    },
    AccessPolicyRule,
    AccessTokenMint,
    AccessTokenRepository,
    AccessTokens,
    AuthorizationCodeRepository,
    AuthorizationIssuer,
    BearerGuard,
    BearerStrategy,
    DeviceApprovals,
    DeviceCodeRepository,
    DeviceCodes,
    FrontChannelTokens,
    GrantGivers,
    GrantRepository,
    Grants,
    IdTokenMint,
    PairwiseSubjectRepository,
    SubjectIdentifiers,
    Introspection,
    IssuancePreview,
    IssuanceRules,
    IssuedAccessTokens,
    RefreshTokenRepository,
    RefreshTokenState,
    RefreshTokens,
    Replays,
    Revocation,
    RotationRule,
    TokenEndpoint,
    TokenIssuer,
  ],
  exports: [
    AccessPolicyRule,
    IssuancePreview,
    SubjectIdentifiers,
    AccessTokens,
    AuthorizationIssuer,
    BearerGuard,
    DeviceApprovals,
    DeviceCodes,
    Grants,
    TokenEndpoint,
  ],
})
export class TokensModule {}
