import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { Clock } from '#libs/clock';
import { OAuthError, type Parameters } from '#libs/protocol';
import { hashToken, randomToken } from '#libs/secrets';
import type { Authorization } from '../authorization.js';
import { DeviceCodeRepository, type DeviceCodeRow } from '../device/device-code.repository.js';
import { RefreshTokens } from '../refresh/refresh-tokens.js';
import type { Grant } from './grant.js';
import { GrantGivers } from './grant-givers.js';
import { type GrantRow, isAlive, readGrant } from './grant-row.js';
import { Replays } from './replays.js';

export const DEVICE_CODE_GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code';

type ApprovedRow = DeviceCodeRow & GrantRow & { readonly grant_id: string };

/** The device polls for the answer of a person. RFC 8628 §3.4, §3.5 */
@Injectable()
export class DeviceCodeGrant implements Grant {
  static readonly type = DEVICE_CODE_GRANT_TYPE;
  readonly type = DeviceCodeGrant.type;

  constructor(
    private readonly codes: DeviceCodeRepository,
    private readonly givers: GrantGivers,
    private readonly refreshTokens: RefreshTokens,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  async decide(parameters: Parameters, client: Client): Promise<Authorization> {
    const codeHash = hashToken(parameters.require('device_code'));
    const row = await this.approved(codeHash, client);
    const grant = readGrant(row);
    const attemptId = randomToken(16);
    return {
      client,
      grant_id: row.grant_id,
      expires_at: row.grant_expires_at,
      person: await this.givers.find(grant, client),
      scope: grant.scope,
      resource: grant.resource,
      refresh_token: grant.offline ? this.refreshTokens.first(client, row.grant_id) : undefined,
      spend: (within) => this.codes.spend(codeHash, attemptId, within),
    };
  }

  /** @throws OAuthError whatever there is to say before there are tokens. Who sent it is looked at first. */
  private async approved(codeHash: string, client: Client): Promise<ApprovedRow> {
    const row = await this.codes.find(codeHash);
    if (!row) throw new OAuthError('invalid_grant', 'device_code is unknown');
    if (row.client_id !== client.client_id) {
      throw new OAuthError('invalid_grant', 'device_code was issued to another client', {
        rule: 'RFC 6749 §5.2',
      });
    }
    if (row.spent_at !== null && hasGrant(row)) {
      const facts = { spent_at: row.spent_at };
      return this.replays.refuse({ what: 'device_code', row, rule: 'RFC 6749 §10.5', facts });
    }
    const now = this.clock.now();
    if (now >= row.expires_at) throw new OAuthError('expired_token', 'device_code has expired');
    if (row.decision === 'denied') throw new OAuthError('access_denied', 'the person did not allow it');
    if (row.decision === null) return this.notYet(codeHash);
    if (!hasGrant(row) || !isAlive(row, now)) {
      throw new OAuthError('invalid_grant', 'device_code is no longer valid');
    }
    return row;
  }

  private async notYet(codeHash: string): Promise<never> {
    if ((await this.codes.poll(codeHash)) === 'too_fast') {
      throw new OAuthError('slow_down', 'the device polls too often; wait five seconds longer each time');
    }
    throw new OAuthError('authorization_pending', 'the person has not answered yet');
  }
}

function hasGrant(row: DeviceCodeRow): row is ApprovedRow {
  return row.grant_id !== null && row.grant_expires_at !== null;
}
