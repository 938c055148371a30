import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import { DeviceDecisions, WaitingDevices } from '#libs/device';
import type { Parameters } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import { FormTickets } from '../form-tickets.js';
import { aboutDevice, DevicePages, USER_CODE } from './device.pages.js';

/** What the buttons under the question do. */
@Injectable()
export class DeviceForm {
  constructor(
    private readonly devices: WaitingDevices,
    private readonly decisions: DeviceDecisions,
    private readonly tickets: FormTickets,
    private readonly pages: DevicePages,
  ) {}

  /**
   * The ticket says that this very session was shown this very code's device: an answer counts for these only, and
   * the code needs no more guessing protection. Otherwise the question is asked again.
   */
  async decide(
    form: Parameters,
    signedIn: SignedIn | undefined,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const userCode = form.get(USER_CODE) ?? '';
    const decision = form.get('decision');
    const ticket = form.get(TICKET_PARAMETER);
    const shown =
      signedIn && this.tickets.fits(ticket, { session: signedIn.session, about: aboutDevice(userCode) });
    if (!shown || (decision !== 'allow' && decision !== 'deny')) return this.pages.goTo(userCode, to);
    const waiting = await this.devices.find(userCode);
    const by = { ...signedIn, ip: request.ip, request_id: request.id };
    const done = waiting && (await this.decisions[decision](waiting, by));
    if (!done) return this.pages.startAgain({ refused: 'gone' }, to);
    return this.pages.startAgain({ done: decision, client_id: waiting.client.client_id }, to);
  }
}
