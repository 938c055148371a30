import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { OAuthError, Parameters, parseBearer } from '#libs/protocol';
import type { AccessToken } from '../access/access-token.js';
import { AccessTokens } from '../access/access-tokens.js';
import { badToken, noToken } from './bearer-token-error.js';

/** What of a request the strategy reads. */
interface BearerRequest {
  readonly method: string;
  readonly headers: { readonly authorization?: string; readonly 'content-type'?: string };
  readonly body?: unknown;
}

/** Finds the access token of a request and judges it. RFC 6750 §2 */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(private readonly accessTokens: AccessTokens) {
    super();
  }

  /** @throws OAuthError invalid_token, invalid_request */
  async validate(request: BearerRequest): Promise<AccessToken> {
    const accessToken = await this.accessTokens.verify(presentedToken(request));
    if (!accessToken) throw badToken();
    return accessToken;
  }
}

/** From the header (§2.1) or a form body (§2.2), never from the URL (§2.3), and never from two places. */
function presentedToken(request: BearerRequest): string {
  const { authorization } = request.headers;
  const inHeader = parseBearer(authorization);
  const inBody = formToken(request);
  if (inHeader !== undefined && inBody !== undefined) {
    throw new OAuthError('invalid_request', 'the access token was sent in more than one way', {
      rule: 'RFC 6750 §2',
    });
  }
  const token = inHeader ?? inBody;
  if (token !== undefined) return token;
  if (authorization && /^bearer\b/i.test(authorization)) throw badToken();
  throw noToken();
}

function formToken({ method, headers, body }: BearerRequest): string | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return method === 'POST' && isForm ? Parameters.fromForm(body).get('access_token') : undefined;
}
