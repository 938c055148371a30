import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type GuessRefused, UserCodeEntry, VERIFICATION_PATH, type WaitingDevice } from '#libs/device';
import type { SignedIn } from '#libs/sessions';
import { shownUserCode } from '#libs/tokens';
import { RefusalNotes } from '../../http/refusal-notes.js';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { FormTickets } from '../form-tickets.js';
import { personCard } from '../person-card.js';
import { imageOrigins, renderDeviceConfirm } from '../views/index.js';
import { type DeviceFlash, DeviceStart } from './device.start.js';

export const USER_CODE = 'user_code';

/** What the ticket under the question is about. */
export function aboutDevice(userCode: string): string {
  return `device ${userCode}`;
}

/** The pages on which a person finds their device, and answers it. */
@Injectable()
export class DevicePages {
  constructor(
    private readonly entry: UserCodeEntry,
    private readonly startPage: DeviceStart,
    private readonly tickets: FormTickets,
    private readonly flash: Flash,
    private readonly notes: RefusalNotes,
    private readonly reply: BrowserReply,
  ) {}

  /** Asks for the code, or says what came of it. */
  start(request: FastifyRequest, to: FastifyReply): Promise<void> {
    return this.startPage.send(request, to);
  }

  /** Shows whose device has this code, what it asks for and from where; or that there is none. */
  async ask(typed: string, signedIn: SignedIn, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const guess = { typed, account_id: signedIn.account.id, ip: request.ip };
    const found = await this.entry.enter(guess);
    if ('refused' in found) return this.refuse(found, request, to);
    return this.question(found, signedIn, request, to);
  }

  /** To the question about this code. */
  goTo(typed: string, to: FastifyReply): Promise<void> {
    const code = typed.slice(0, 64);
    return code === ''
      ? this.startAgain({ refused: 'wrong' }, to)
      : this.reply.go(to, VERIFICATION_PATH, [[USER_CODE, code]]);
  }

  async startAgain(said: DeviceFlash, to: FastifyReply): Promise<void> {
    await this.flash.put(to, VERIFICATION_PATH, said);
    return this.reply.go(to, VERIFICATION_PATH);
  }

  private refuse(guess: GuessRefused, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { refused, retry_after } = guess;
    const reference = this.notes.note(
      {
        code: 'access_denied',
        description: 'the user code was refused',
        rule: `device.user_code.${refused}`,
        facts: { retry_after },
      },
      request,
    );
    return this.startAgain({ refused, retry_after, reference }, to);
  }

  private async question(
    { user_code, device, client }: WaitingDevice,
    { account, session }: SignedIn,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const view = {
      user_code,
      shown_code: shownUserCode(user_code),
      ticket: this.tickets.write({ session, about: aboutDevice(user_code) }),
      client,
      person: personCard(account),
      scopes: device.scope,
      ip: device.ip,
      asked_at: device.created_at,
    };
    await this.reply.page(request, to, (context) => renderDeviceConfirm({ ...context, ...view }), {
      opener: 'severed',
      imgOrigins: imageOrigins(client),
    });
  }
}
