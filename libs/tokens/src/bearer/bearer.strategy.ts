import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import type { AccessToken } from '../access/access-token.js';
import type { AccessTokens } from '../access/access-tokens.js';
import { badToken } from './bearer-token-error.js';
import { type BearerRequest, presentedToken } from './presented-token.js';

export const BEARER_STRATEGY = 'bearer';

/** What the guard hands to the strategy. */
export interface BearerStrategyOptions {
  readonly accessTokens: AccessTokens;
}

/**
 * Bearer tokens as Passport knows them. Passport keeps its strategies in one table for the whole process, so this one
 * holds nothing: each server's guard brings its own judge of tokens. RFC 6750 §2
 */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, BEARER_STRATEGY) {
  constructor() {
    super({ passOptionsToCallback: true });
  }

  /** @throws OAuthError invalid_token, invalid_request */
  async validate(request: BearerRequest, { accessTokens }: BearerStrategyOptions): Promise<AccessToken> {
    const accessToken = await accessTokens.verify(presentedToken(request));
    if (!accessToken) throw badToken();
    return accessToken;
  }
}
