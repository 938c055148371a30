import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidAccount, OneTimeTokens, SignInNameTaken, UnusablePassword } from '#libs/accounts';
import type { Parameters } from '#libs/protocol';
import { ACR_PASSWORD } from '#libs/sign-in';
import { AlreadySetUp, FirstAdministrator } from '../../set-up/first-administrator.js';
import { SetUpLink } from '../../set-up/set-up-link.js';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { SetUpView } from '../views/index.js';

/** What is shown again when something typed is no good. */
type Again = Pick<SetUpView, 'token' | 'values' | 'problems'>;

/** What the set-up page's button does. */
@Injectable()
export class SetUpForm {
  constructor(
    private readonly first: FirstAdministrator,
    private readonly link: SetUpLink,
    private readonly tokens: OneTimeTokens,
    private readonly browserSession: BrowserSession,
  ) {}

  /** Creates the first administrator and signs them in; `dead` when the link is no good (any more). */
  async submit(
    form: Parameters,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<'done' | 'dead' | Again> {
    const token = form.get('token') ?? '';
    if (!(await this.tokens.peek('set_up', token))) return 'dead';
    const values = { email: form.get('email'), name: form.get('name') };
    const password = form.get('password');
    const missing = missingFields(values.email, password);
    if (missing || !values.email || !password) return { token, values, problems: missing };
    try {
      const { email, name } = values;
      const account = await this.first.createByLink(token, { email, name, password });
      await this.browserSession.start({ account, amr: ['pwd'], acr: ACR_PASSWORD }, undefined, request, to);
      await this.link.removeFile();
      return 'done';
    } catch (error) {
      if (error instanceof AlreadySetUp) return 'dead';
      return { token, values, problems: problemsOf(error) };
    }
  }
}

function missingFields(email: string | undefined, password: string | undefined): SetUpView['problems'] {
  if (email && password) return undefined;
  return { ...(!email && { email: 'missing' }), ...(!password && { password: 'missing' }) };
}

/** In the words of the page; anything else is no fault of the form and goes on. */
function problemsOf(error: unknown): SetUpView['problems'] {
  if (error instanceof UnusablePassword) return { password: error.problem };
  if (error instanceof SignInNameTaken) return { email: 'taken' };
  if (error instanceof InvalidAccount) {
    const fields = error.problems.map((problem) => problem.field);
    return {
      ...(fields.includes('email') && { email: 'invalid' }),
      ...(fields.includes('name') && { name: 'too_long' }),
    };
  }
  throw error;
}
