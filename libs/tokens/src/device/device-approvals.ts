import { Injectable } from '@nestjs/common';
import { type Client, effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { formatScope } from '#libs/protocol';
import { randomToken } from '#libs/secrets';
import { Database } from '#libs/storage';
import type { Authentication } from '../authorization.js';
import { GrantRepository } from '../grants/grant.repository.js';
import { DeviceCodeRepository } from './device-code.repository.js';
import type { PendingDevice } from './device-codes.js';

/** Who allowed a device what it asked for. */
export interface DeviceApproval {
  readonly device: PendingDevice;
  readonly client: Client;
  readonly account_id: string;
  /** Where the person is. */
  readonly ip: string;
  readonly authentication: Authentication;
}

/** Rolls the transaction back: somebody answered before, or it is too late. */
class AnsweredBefore extends Error {}

/** Ties a device to the person who allowed it: from here on its polls find a grant. RFC 8628 §3.3 */
@Injectable()
export class DeviceApprovals {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantRepository,
    private readonly codes: DeviceCodeRepository,
    private readonly clock: Clock,
  ) {}

  /** Stores the grant and the answer in one transaction. Returns the grant's id; undefined: answered before, or too late. */
  async approve({
    device,
    client,
    account_id,
    ip,
    authentication,
  }: DeviceApproval): Promise<string | undefined> {
    const grantId = randomToken();
    const now = this.clock.now();
    const offline = device.scope.includes('offline_access');
    const expiresAt = device.expires_at + lifetimeOfTokens(client, offline);
    const grant = {
      grant_id: grantId,
      client_id: client.client_id,
      account_id,
      sid: authentication.sid,
      scope: formatScope(device.scope),
      claims: null,
      resource: device.resource.length === 0 ? null : device.resource,
      auth_time: authentication.auth_time,
      amr: [...authentication.amr],
      acr: authentication.acr,
      offline,
      ip,
      created_at: now,
      expires_at: expiresAt,
    };
    const answer = { grant_id: grantId, removable_at: expiresAt };
    return this.database
      .transaction(async (within) => {
        if (!(await this.codes.decide(device.device_code_hash, answer, within))) throw new AnsweredBefore();
        await this.grants.insert(grant, within);
        return grantId;
      })
      .catch((error: unknown) => {
        if (error instanceof AnsweredBefore) return undefined;
        throw error;
      });
  }
}

/** Seconds after the last poll until nothing issued under the grant can be alive. */
function lifetimeOfTokens(client: Client, offline: boolean): number {
  const rules = effectiveRules(client);
  return (offline ? rules.refresh_token_lifetime : 0) + rules.access_token_lifetime;
}
