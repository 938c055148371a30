import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { Consents } from '#libs/authorization';
import type { SignedIn } from '#libs/sessions';
import { DeviceApprovals, DeviceCodes } from '#libs/tokens';
import type { WaitingDevice } from './waiting-devices.js';

/** The person who answers, and the request of their browser. */
export interface Answerer extends SignedIn {
  readonly ip: string;
  readonly request_id: string;
}

/** What a person decides about a device. RFC 8628 §3.3 */
@Injectable()
export class DeviceDecisions {
  constructor(
    private readonly approvals: DeviceApprovals,
    private readonly codes: DeviceCodes,
    private readonly consents: Consents,
    private readonly audit: AuditTrail,
  ) {}

  /** Remembers the consent too, so that the account page shows it. False: answered before, or too late. */
  async allow(waiting: WaitingDevice, by: Answerer): Promise<boolean> {
    const { device, client } = waiting;
    const { sid, auth_time, amr, acr } = by.session;
    const authentication = { sid, auth_time, amr, acr };
    await this.consents.give(by.account.id, client.client_id, { scope: device.scope, claims: [] });
    const grant_id = await this.approvals.approve({
      device,
      client,
      account_id: by.account.id,
      ip: by.ip,
      authentication,
    });
    if (grant_id === undefined) return false;
    await this.record('approved', waiting, by, { grant_id });
    return true;
  }

  /** False: answered before, or too late. */
  async deny(waiting: WaitingDevice, by: Answerer): Promise<boolean> {
    if (!(await this.codes.deny(waiting.device))) return false;
    await this.record('denied', waiting, by, {});
    return true;
  }

  private record(
    what: 'approved' | 'denied',
    { device, client }: WaitingDevice,
    { account, ip, request_id }: Answerer,
    data: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record({
      type: `device.${what}`,
      actor: `account:${account.id}`,
      subject: `account:${account.id}`,
      client_id: client.client_id,
      ip,
      request_id,
      outcome: 'success',
      data: { ...data, scope: device.scope, device_ip: device.ip },
    });
  }
}
