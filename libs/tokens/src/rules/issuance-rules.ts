import { Injectable } from '@nestjs/common';
import type { Authorization } from '../authorization.js';
import { AccessPolicyRule, type AllowedAccess } from './access-policy.rule.js';
import { ISSUANCE_RULES } from './index.js';

declare const ALLOWED: unique symbol;

/** An authorization that every rule holds for: tokens are made of no other, at whichever endpoint. */
export type AllowedAuthorization = Authorization & {
  readonly access: AllowedAccess;
  readonly [ALLOWED]: true;
};

/** All that must hold before anything is issued, for every grant and at every endpoint. */
@Injectable()
export class IssuanceRules {
  constructor(private readonly accessPolicy: AccessPolicyRule) {}

  /**
   * @param address that the request comes from
   * @param now epoch seconds; that of the clock unless told
   * @throws OAuthError of the first rule that doesn't hold
   */
  allow(authorization: Authorization, address: string, now?: number): AllowedAuthorization {
    for (const rule of ISSUANCE_RULES) rule(authorization);
    const access = this.accessPolicy.judge(authorization, address, now);
    return { ...authorization, ...earlier(authorization, access), access } as AllowedAuthorization;
  }
}

/** What a policy gives ends with the policy. */
function earlier({ expires_at }: Authorization, access: AllowedAccess): Pick<Authorization, 'expires_at'> {
  const ends = [expires_at, access.expires_at].filter((end) => end !== undefined);
  return ends.length === 0 ? {} : { expires_at: Math.min(...ends) };
}
