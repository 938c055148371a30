import { Injectable } from '@nestjs/common';
import { OneTimeTokens } from '#libs/accounts';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import type { Statements } from '#libs/storage';
import type { InvitationDto } from './user.dto.js';

/** Seconds that a person has to open the link: a week. */
export const INVITATION_LIFETIME = 7 * 86_400;

/** One-time links by which people choose their passwords. */
@Injectable()
export class Invitations {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  /** A new link; the ones before end. */
  async issue(accountId: string, within: Statements): Promise<InvitationDto> {
    await this.tokens.withdraw('invitation', accountId, within);
    const invitation_expires_at = this.clock.now() + INVITATION_LIFETIME;
    const token = await this.tokens.issue('invitation', accountId, INVITATION_LIFETIME, within);
    return { invitation_url: this.issuer.endpoint(`/invitation?token=${token}`), invitation_expires_at };
  }
}
