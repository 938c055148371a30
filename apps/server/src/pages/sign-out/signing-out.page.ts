import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedOut } from '#libs/logout';
import { randomToken } from '#libs/secrets';
import { BrowserReply } from '../browser-reply.js';
import { frameOriginOf, renderSigningOut } from '../views/index.js';

export const LOGOUT_PATH = '/oauth2/logout';

/**
 * The page that loads those of the clients in which the person was signed in. Then it repeats the logout request, which
 * has nothing left to end and leads on from here: so nothing is lost, and nothing is kept. It answers a form at once,
 * without a 303, for whom to tell is known now only; the form sent again ends nothing either.
 */
@Injectable()
export class SigningOutPage {
  constructor(private readonly reply: BrowserReply) {}

  async send(
    { request: { ui_locales }, parameters: { entries }, frontChannel }: SignedOut,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const scriptNonce = randomToken(16);
    const view = {
      frames: frontChannel,
      path: LOGOUT_PATH,
      fields: entries,
      address: this.reply.address(LOGOUT_PATH, entries),
      scriptNonce,
    };
    await this.reply.page(request, to, (context) => renderSigningOut({ ...context, ...view }), {
      uiLocales: ui_locales,
      scriptNonce,
      frameOrigins: frontChannel.map(frameOriginOf).filter((origin) => origin !== undefined),
    });
  }
}
