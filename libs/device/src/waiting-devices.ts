import { Injectable } from '@nestjs/common';
import { type Client, ClientRegistry } from '#libs/clients';
import { DEVICE_CODE_GRANT_TYPE, DeviceCodes, type PendingDevice } from '#libs/tokens';

/** A device that waits for a person, and the client it belongs to. */
export interface WaitingDevice {
  /** As `readUserCode` reads it. */
  readonly user_code: string;
  readonly device: PendingDevice;
  readonly client: Client;
}

/** Finds the device that shows a user code. Whoever calls this counts the guess first, or knows that it is none. */
@Injectable()
export class WaitingDevices {
  constructor(
    private readonly codes: DeviceCodes,
    private readonly clients: ClientRegistry,
  ) {}

  /** Undefined also for a client that may not have what its device asks for any more. */
  async find(userCode: string): Promise<WaitingDevice | undefined> {
    const device = await this.codes.findPending(userCode);
    if (!device) return undefined;
    const client = await this.clients.decide(
      () => this.clientOf(device),
      (found) => found === undefined,
    );
    return client && { user_code: userCode, device, client };
  }

  private clientOf({ client_id }: PendingDevice): Client | undefined {
    const client = this.clients.find(client_id);
    const may = client?.status === 'enabled' && client.grant_types.includes(DEVICE_CODE_GRANT_TYPE);
    return may ? client : undefined;
  }
}
