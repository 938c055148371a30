import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { BrowserReply } from './browser-reply.js';
import { Flash } from './flash.js';

/** Shows a page of the way to an application once more, with what there is to say. */
@Injectable()
export class PageAgain {
  constructor(
    private readonly reply: BrowserReply,
    private readonly flash: Flash,
  ) {}

  /**
   * @param page its path
   * @param form what was sent; the next page carries its `request` and its ticket on
   */
  async show(
    page: string,
    form: Parameters,
    said: object,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    await this.flash.put(to, page, said);
    const ticket = fieldOf(form, TICKET_PARAMETER);
    const carried = [...fieldOf(form, 'request'), ...ticket];
    if (this.reply.fits(page, carried)) return this.reply.go(to, page, carried);
    const { entries } = Parameters.fromQuery(form.get('request') ?? '');
    return this.reply.carry(request, to, '/oauth2/authorize', [...entries, ...ticket]);
  }
}

function fieldOf(form: Parameters, name: string): readonly (readonly [string, string])[] {
  const value = form.get(name);
  return value === undefined ? [] : [[name, value]];
}
