import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Parameters } from '#libs/protocol';
import { PageAgain } from '../page-again.js';
import { SIGN_IN_PATH } from '../person-paths.js';
import type { SignInFlash } from './sign-in.page.js';

/** Characters; nobody's name is longer, and a cookie can't hold much more. */
const LONGEST_USERNAME = 320;

/** Shows the sign-in page once more, with what there is to say. */
@Injectable()
export class SignInAgain {
  constructor(private readonly again: PageAgain) {}

  /** @param form what was sent; the next page carries its `request` and its ticket on */
  async show(form: Parameters, said: SignInFlash, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const username = said.username?.slice(0, LONGEST_USERNAME);
    return this.again.show(SIGN_IN_PATH, form, { ...said, username }, request, to);
  }
}
