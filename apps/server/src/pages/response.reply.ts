import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AuthorizationResponse, deliver } from '#libs/authorization';
import { randomToken } from '#libs/secrets';
import { BrowserReply } from './browser-reply.js';
import { renderFormPost } from './views/index.js';

/** Lets the browser carry an authorization response to the client, in the mode that it asked for. */
@Injectable()
export class ResponseReply {
  constructor(private readonly reply: BrowserReply) {}

  async send(response: AuthorizationResponse, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const delivery = deliver(response);
    if ('location' in delivery) return this.reply.redirect(request, to, delivery.location);
    const scriptNonce = randomToken(16);
    await this.reply.page(
      request,
      to,
      (context) => renderFormPost({ ...context, ...delivery, scriptNonce }),
      // So that a client's protection against forged forms can let through what its provider posts.
      { scriptNonce, referrer: 'strict-origin' },
    );
  }
}
