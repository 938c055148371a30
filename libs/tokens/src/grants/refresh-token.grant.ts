import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { isSubset, OAuthError, type Parameters, parseScope } from '#libs/protocol';
import { hashToken } from '#libs/secrets';
import type { Authorization } from '../authorization.js';
import { RefreshTokenRepository } from '../refresh/refresh-token.repository.js';
import { RefreshTokens } from '../refresh/refresh-tokens.js';
import { RotationRule } from '../refresh/rotation.rule.js';
import type { Grant } from './grant.js';
import { GrantGivers } from './grant-givers.js';
import { readGrant } from './grant-row.js';
import { Replays } from './replays.js';

/** The refresh token grant, with rotation and replay detection. RFC 6749 §6, RFC 9700 §4.14.2 */
@Injectable()
export class RefreshTokenGrant implements Grant {
  static readonly type = 'refresh_token';
  readonly type = RefreshTokenGrant.type;

  constructor(
    private readonly tokens: RefreshTokenRepository,
    private readonly refreshTokens: RefreshTokens,
    private readonly givers: GrantGivers,
    private readonly rotation: RotationRule,
    private readonly replays: Replays,
  ) {}

  async decide(parameters: Parameters, client: Client): Promise<Authorization> {
    const token = parameters.require('refresh_token');
    const tokenHash = hashToken(token);
    const row = await this.tokens.find(tokenHash);
    if (!row) throw new OAuthError('invalid_grant', 'refresh_token is unknown');
    if (row.client_id !== client.client_id) {
      throw new OAuthError('invalid_grant', 'refresh_token was issued to another client', {
        rule: 'RFC 6749 §5.2',
      });
    }
    const state = this.rotation.judge(row);
    if (state === 'replayed') {
      const facts = { rotated_at_ms: row.rotated_at_ms };
      return this.replays.refuse({ what: 'refresh_token', row, rule: 'RFC 9700 §4.14.2', facts });
    }

    const grant = readGrant(row);
    const scope = narrowedScope(parameters.get('scope'), grant.scope);
    const person = await this.givers.find(grant, client);
    const { grant_id, grant_expires_at: expires_at } = row;
    const decided = { client, grant_id, expires_at, person, scope, resource: grant.resource };
    if (state === 'repeated') {
      return { ...decided, refresh_token: this.refreshTokens.issuedSuccessor(token, row) };
    }
    const successor = this.refreshTokens.successor(token, row, client);
    return {
      ...decided,
      refresh_token: successor,
      spend: (within) => this.tokens.rotate(tokenHash, successor.row.token_hash, within),
    };
  }
}

/** A refresh may ask for less than was granted, never for more. RFC 6749 §6 */
function narrowedScope(asked: string | undefined, granted: readonly string[]): readonly string[] {
  if (asked === undefined) return granted;
  const scope = parseScope(asked);
  if (isSubset(scope, granted)) return scope;
  throw new OAuthError('invalid_scope', 'scope asks for more than was granted', {
    rule: 'RFC 6749 §6',
    facts: { granted },
  });
}
