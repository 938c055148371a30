import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedInBrowser } from '#libs/sessions';
import { BrowserReply } from './browser-reply.js';
import { personCard } from './person-card.js';
import { renderWelcome, STYLESHEET } from './views/index.js';

/** The front door, and the stylesheet of all pages. */
@Controller()
@ApiExcludeController()
export class WelcomeController {
  constructor(
    private readonly browser: SignedInBrowser,
    private readonly reply: BrowserReply,
  ) {}

  @Get()
  async welcome(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    const person = signedIn && personCard(signedIn.account);
    await this.reply.page(request, to, (context) => renderWelcome({ ...context, person }), {
      opener: 'severed',
    });
  }

  /** Its name holds its hash, so it may be kept for ever. */
  @Get(STYLESHEET.path)
  @Header('Content-Type', STYLESHEET.contentType)
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  stylesheet(): string {
    return STYLESHEET.text;
  }
}
