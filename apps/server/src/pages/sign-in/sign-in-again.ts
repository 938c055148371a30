import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { SIGN_IN_PATH, type SignInFlash } from './sign-in.page.js';

/** Characters; nobody's name is longer, and a cookie can't hold much more. */
const LONGEST_USERNAME = 320;

/** Shows the sign-in page once more, with what there is to say. */
@Injectable()
export class SignInAgain {
  constructor(
    private readonly reply: BrowserReply,
    private readonly flash: Flash,
  ) {}

  /** @param form what was sent; the next page carries its `request` and its ticket on */
  async show(form: Parameters, said: SignInFlash, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const username = said.username?.slice(0, LONGEST_USERNAME);
    await this.flash.put(to, SIGN_IN_PATH, { ...said, username });
    const ticket = fieldOf(form, TICKET_PARAMETER);
    const carried = [...fieldOf(form, 'request'), ...ticket];
    if (this.reply.fits(SIGN_IN_PATH, carried)) return this.reply.go(to, SIGN_IN_PATH, carried);
    const { entries } = Parameters.fromQuery(form.get('request') ?? '');
    return this.reply.carry(request, to, '/oauth2/authorize', [...entries, ...ticket]);
  }
}

function fieldOf(form: Parameters, name: string): readonly (readonly [string, string])[] {
  const value = form.get(name);
  return value === undefined ? [] : [[name, value]];
}
