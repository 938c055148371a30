import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { Clock } from '#libs/clock';
import { formatScope, parseScope } from '#libs/protocol';
import { hashToken, randomToken, Vault } from '#libs/secrets';
import { Sweeper } from '#libs/storage';
import { DeviceCodeRepository, type PendingDeviceRow } from './device-code.repository.js';
import { newUserCode, shownUserCode } from './user-code.js';

/** Seconds in which a person must have answered. */
const LIFETIME = 600;
/** Seconds that a device waits between two polls. */
const INTERVAL = 5;
const PURPOSE = 'device-user-code';

/** What a device may ask a person for. */
export interface DeviceDraft {
  readonly client: Client;
  readonly scope: readonly string[];
  /** RFC 8707. */
  readonly resource: readonly string[];
  readonly ip: string;
}

/** The codes of one request; Portico keeps neither. RFC 8628 §3.2 */
export interface IssuedDeviceCodes {
  readonly device_code: string;
  /** As people read it. */
  readonly user_code: string;
  readonly expires_in: number;
  readonly interval: number;
}

/** A device that waits for an answer. Times are epoch seconds. */
export interface PendingDevice {
  readonly device_code_hash: string;
  readonly client_id: string;
  readonly scope: readonly string[];
  readonly resource: readonly string[];
  /** Where it asked from. */
  readonly ip: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}

/** The codes that tie a device to the browser of a person. RFC 8628 */
@Injectable()
export class DeviceCodes implements OnModuleInit {
  constructor(
    private readonly codes: DeviceCodeRepository,
    private readonly vault: Vault,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('device_codes', (limit) => this.codes.removeExpired(limit));
  }

  async issue(draft: DeviceDraft): Promise<IssuedDeviceCodes> {
    const device_code = randomToken();
    for (;;) {
      const userCode = newUserCode();
      if (!(await this.insert(draft, device_code, userCode))) continue;
      return {
        device_code,
        user_code: shownUserCode(userCode),
        expires_in: LIFETIME,
        interval: INTERVAL,
      };
    }
  }

  /** @param userCode as `readUserCode` reads it */
  async findPending(userCode: string): Promise<PendingDevice | undefined> {
    const row = await this.codes.findPending(this.vault.macs(PURPOSE, userCode));
    return row && pendingDevice(row);
  }

  /** False: it was answered before, or too late. */
  deny({ device_code_hash }: Pick<PendingDevice, 'device_code_hash'>): Promise<boolean> {
    return this.codes.decide(device_code_hash, 'denied');
  }

  private insert(
    { client, scope, resource, ip }: DeviceDraft,
    deviceCode: string,
    userCode: string,
  ): Promise<boolean> {
    const now = this.clock.now();
    return this.codes.insert({
      device_code_hash: hashToken(deviceCode),
      user_code_mac: this.vault.mac(PURPOSE, userCode),
      client_id: client.client_id,
      asked_scope: formatScope(scope),
      asked_resource: resource.length === 0 ? null : resource,
      ip,
      created_at: now,
      expires_at: now + LIFETIME,
      poll_interval: INTERVAL,
    });
  }
}

function pendingDevice(row: PendingDeviceRow): PendingDevice {
  return {
    device_code_hash: row.device_code_hash,
    client_id: row.client_id,
    scope: parseScope(row.asked_scope),
    resource: row.asked_resource === null ? [] : JSON.parse(row.asked_resource),
    ip: row.ip,
    created_at: row.created_at,
    expires_at: row.expires_at,
  };
}
