import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HasherBusy } from '#libs/accounts';
import type { Parameters } from '#libs/protocol';
import { SignIn, type SignInResult } from '#libs/sign-in';
import { RefusalNotes } from '../../http/refusal-notes.js';
import { BrowserSession } from './browser-session.js';
import type { SignInFlash } from './sign-in.page.js';

/** Tries what a person typed at the sign-in page. */
@Injectable()
export class PasswordSubmission {
  constructor(
    private readonly signIn: SignIn,
    private readonly browserSession: BrowserSession,
    private readonly notes: RefusalNotes,
  ) {}

  /** Signs the browser in. Otherwise says what to tell, and that never tells an unknown name from a wrong password. */
  async submit(
    form: Parameters,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<SignInFlash | undefined> {
    const username = form.get('username');
    const password = form.get('password');
    if (username === undefined || password === undefined)
      return { refusal: { reason: 'incomplete' }, username };
    const result = await this.attempt(username, password, request);
    if ('account' in result) {
      await this.browserSession.start(result, request, to);
      return undefined;
    }
    return { ...this.refused(result, request), username };
  }

  private async attempt(
    username: string,
    password: string,
    request: FastifyRequest,
  ): Promise<SignInResult | { refused: 'busy'; retry_after: number }> {
    try {
      return await this.signIn.withPassword({
        username,
        password,
        ip: request.ip,
        device: this.browserSession.deviceOf(request),
        request_id: request.id,
      });
    } catch (error) {
      if (error instanceof HasherBusy) return { refused: 'busy', retry_after: error.retry_after };
      throw error;
    }
  }

  private refused(
    result: { readonly refused: string; readonly retry_after?: number },
    request: FastifyRequest,
  ): SignInFlash {
    const reason = result.refused === 'throttled' || result.refused === 'busy' ? result.refused : 'wrong';
    const reference = this.notes.note(
      {
        code: 'access_denied',
        description: 'the sign-in was refused',
        rule: `sign_in.${result.refused}`,
        facts: { retry_after: result.retry_after },
      },
      request,
    );
    return { refusal: { reason, retry_after: result.retry_after }, reference };
  }
}
