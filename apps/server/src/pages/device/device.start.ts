import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientRegistry } from '#libs/clients';
import { VERIFICATION_PATH } from '#libs/device';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { type DeviceRefusal, renderDevice, renderDeviceDone } from '../views/index.js';

/** What the step before this page left to say. */
export type DeviceFlash =
  | { readonly refused: DeviceRefusal; readonly retry_after?: number; readonly reference?: string }
  | { readonly done: 'allow' | 'deny'; readonly client_id: string };

/** The page that asks for a user code, and says what came of the one before. */
@Injectable()
export class DeviceStart {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly flash: Flash,
    private readonly reply: BrowserReply,
  ) {}

  async send(request: FastifyRequest, to: FastifyReply): Promise<void> {
    const said = await this.flash.take<DeviceFlash>(request, to, VERIFICATION_PATH);
    const client = said && 'done' in said ? this.clients.find(said.client_id) : undefined;
    if (said && 'done' in said && client) {
      const allowed = said.done === 'allow';
      return this.reply.page(request, to, (context) => renderDeviceDone({ ...context, client, allowed }));
    }
    const refusal =
      said && 'refused' in said ? { reason: said.refused, retry_after: said.retry_after } : undefined;
    const reference = said && 'refused' in said ? said.reference : undefined;
    return this.reply.page(request, to, (context) => renderDevice({ ...context, refusal, reference }), {
      opener: 'severed',
    });
  }
}
