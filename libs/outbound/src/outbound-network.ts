import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

/** What the outbound client asks of the machine it runs on; a test puts its own in place. */
@Injectable()
export class OutboundNetwork {
  /** Certificates (PEM) to trust instead of those that come with Node. */
  readonly ca?: string;

  /** Every address of a host. Rejects when there is none. */
  async resolve(hostname: string): Promise<readonly LookupAddress[]> {
    return await lookup(hostname, { all: true });
  }
}
