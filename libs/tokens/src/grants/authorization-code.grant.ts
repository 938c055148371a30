import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { Clock } from '#libs/clock';
import { OAuthError, type Parameters, verifyCodeChallenge } from '#libs/protocol';
import { hashToken, randomToken } from '#libs/secrets';
import type { Authorization } from '../authorization.js';
import {
  AuthorizationCodeRepository,
  type AuthorizationCodeRow,
} from '../codes/authorization-code.repository.js';
import { RefreshTokens } from '../refresh/refresh-tokens.js';
import type { Grant } from './grant.js';
import { GrantGivers } from './grant-givers.js';
import { isAlive, readGrant } from './grant-row.js';
import { Replays } from './replays.js';

/** The authorization code grant. RFC 6749 §4.1.3, RFC 7636 §4.6, RFC 9700 §2.1 */
@Injectable()
export class AuthorizationCodeGrant implements Grant {
  static readonly type = 'authorization_code';
  readonly type = AuthorizationCodeGrant.type;

  constructor(
    private readonly codes: AuthorizationCodeRepository,
    private readonly givers: GrantGivers,
    private readonly refreshTokens: RefreshTokens,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  async decide(parameters: Parameters, client: Client): Promise<Authorization> {
    const codeHash = hashToken(parameters.require('code'));
    const row = await this.codes.find(codeHash);
    if (!row) throw new OAuthError('invalid_grant', 'code is unknown');
    checkBinding(row, parameters, client);
    if (row.spent_at !== null) {
      const facts = { spent_at: row.spent_at };
      return this.replays.refuse({ what: 'code', row, rule: 'RFC 6749 §4.1.2', facts });
    }
    if (!isAlive(row, this.clock.now())) throw new OAuthError('invalid_grant', 'code is no longer valid');
    if (this.clock.now() >= row.expires_at) throw new OAuthError('invalid_grant', 'code has expired');

    const grant = readGrant(row);
    const attemptId = randomToken(16);
    return {
      client,
      grant_id: row.grant_id,
      expires_at: row.grant_expires_at,
      person: { ...(await this.givers.find(grant, client)), nonce: row.nonce ?? undefined },
      scope: grant.scope,
      resource: grant.resource,
      refresh_token: grant.offline ? this.refreshTokens.first(client, row.grant_id) : undefined,
      spend: (within) => this.codes.spend(codeHash, attemptId, within),
    };
  }
}

/**
 * The code belongs to this client, this redirect_uri and this verifier. Failing here neither spends nor revokes, so
 * that nobody can burn a code that they merely saw.
 */
function checkBinding(row: AuthorizationCodeRow, parameters: Parameters, client: Client): void {
  if (row.client_id !== client.client_id) {
    throw new OAuthError('invalid_grant', 'code was issued to another client', { rule: 'RFC 6749 §5.2' });
  }
  checkRedirectUri(row, parameters.get('redirect_uri'), client);
  checkVerifier(row, parameters.get('code_verifier'));
}

/** RFC 6749 §4.1.3. PKCE or a single registered URI says as much as the parameter, so it may then be left out. */
function checkRedirectUri(row: AuthorizationCodeRow, presented: string | undefined, client: Client): void {
  if (presented === row.redirect_uri) return;
  if (presented !== undefined) {
    throw new OAuthError('invalid_grant', 'redirect_uri is not the one of the authorization request', {
      rule: 'RFC 6749 §4.1.3',
      facts: { presented, expected: row.redirect_uri },
    });
  }
  if (row.code_challenge === null && client.redirect_uris.length !== 1) {
    throw new OAuthError('invalid_request', 'redirect_uri is missing', { rule: 'RFC 6749 §4.1.3' });
  }
}

/** RFC 7636 §4.6; a verifier without a challenge is a downgrade in progress: RFC 9700 §2.1.1. */
function checkVerifier(row: AuthorizationCodeRow, verifier: string | undefined): void {
  if (row.code_challenge === null) {
    if (verifier === undefined) return;
    throw new OAuthError('invalid_grant', 'the authorization request had no code_challenge', {
      rule: 'RFC 9700 §2.1.1',
    });
  }
  if (verifier === undefined) {
    throw new OAuthError('invalid_grant', 'code_verifier is missing', { rule: 'RFC 7636 §4.6' });
  }
  if (!verifyCodeChallenge(row.code_challenge, verifier)) {
    throw new OAuthError('invalid_grant', 'code_verifier does not fit the code_challenge', {
      rule: 'RFC 7636 §4.6',
    });
  }
}
