import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HasherBusy } from '#libs/accounts';
import type { Parameters } from '#libs/protocol';
import { SignUp, type SignUpResult } from '#libs/sign-in';
import { RefusalNotes } from '../../http/refusal-notes.js';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { SignUpFlash } from './sign-up.page.js';

/** Characters of a field that are shown again; a cookie can't hold much more. */
const LONGEST = 320;

type Refused = Extract<SignUpResult, { readonly refused: string }> | { refused: 'busy'; retry_after: number };

/** Tries what a person typed at the sign-up page. */
@Injectable()
export class SignUpSubmission {
  constructor(
    private readonly signUp: SignUp,
    private readonly browserSession: BrowserSession,
    private readonly notes: RefusalNotes,
  ) {}

  /**
   * Makes the account and signs the browser in. Otherwise says what to tell.
   * @param clientId of the application that the person is on their way to
   */
  async submit(
    form: Parameters,
    clientId: string | undefined,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<SignUpFlash | undefined> {
    const result = await this.attempt(form, clientId, request);
    if ('account' in result) {
      await this.browserSession.start(result, request, to);
      return undefined;
    }
    if ('problems' in result) return { values: typed(form), problems: result.problems };
    return { values: typed(form), ...this.refused(result, request) };
  }

  /** The page was open for too long, or the form isn't from it. */
  expired(form: Parameters): SignUpFlash {
    return { values: typed(form), refusal: { reason: 'expired' } };
  }

  private async attempt(
    form: Parameters,
    client_id: string | undefined,
    { ip, id }: FastifyRequest,
  ): Promise<SignUpResult | Refused> {
    const input = { email: form.get('email'), name: form.get('name'), password: form.get('password') };
    try {
      return await this.signUp.withPassword(input, { ip, request_id: id, client_id });
    } catch (error) {
      if (error instanceof HasherBusy) return { refused: 'busy', retry_after: error.retry_after };
      throw error;
    }
  }

  private refused(result: Refused, request: FastifyRequest): SignUpFlash {
    if (result.refused === 'unavailable') return { problems: { email: 'unavailable' } };
    const { retry_after } = result;
    const reference = this.notes.note(
      {
        code: 'access_denied',
        description: 'the sign-up was refused',
        rule: `sign_up.${result.refused}`,
        facts: { retry_after },
      },
      request,
    );
    return { refusal: { reason: result.refused, retry_after }, reference };
  }
}

function typed(form: Parameters): SignUpFlash['values'] {
  return { email: form.get('email')?.slice(0, LONGEST), name: form.get('name')?.slice(0, LONGEST) };
}
