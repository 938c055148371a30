import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidAccount, SignInNameTaken, UnusablePassword } from '#libs/accounts';
import type { Parameters } from '#libs/protocol';
import { ACR_PASSWORD } from '#libs/sign-in';
import { FirstAdministrator } from '../../set-up/first-administrator.js';
import { SetUpLink } from '../../set-up/set-up-link.js';
import { SetUpLinkFile } from '../../set-up/set-up-link-file.js';
import { AlreadySetUp } from '../../set-up/set-up-state.js';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { SetUpView } from '../views/index.js';

/** What is said when the page is shown again because something typed is no good. */
export type SetUpFlash = Pick<SetUpView, 'values' | 'problems'>;

/** Characters of a field that are shown again; a cookie can't hold much more. */
const LONGEST = 320;

/** What the set-up page's button does. */
@Injectable()
export class SetUpForm {
  constructor(
    private readonly first: FirstAdministrator,
    private readonly link: SetUpLink,
    private readonly file: SetUpLinkFile,
    private readonly browserSession: BrowserSession,
  ) {}

  /** Creates the first administrator and signs them in; `dead` when the link is no good (any more). */
  async submit(
    form: Parameters,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<'done' | 'dead' | SetUpFlash> {
    const token = form.get('token') ?? '';
    if (!(await this.link.isGood(token))) return 'dead';
    const [email, name, password] = [form.get('email'), form.get('name'), form.get('password')];
    const values = { email: email?.slice(0, LONGEST), name: name?.slice(0, LONGEST) };
    if (!email || !password) return { values, problems: missingFields(email, password) };
    try {
      const account = await this.first.create({ email, name, password }, (within) =>
        this.link.spend(token, within),
      );
      await this.browserSession.start({ account, amr: ['pwd'], acr: ACR_PASSWORD }, request, to);
      await this.file.remove();
      return 'done';
    } catch (error) {
      if (error instanceof AlreadySetUp) return 'dead';
      return { values, problems: problemsOf(error) };
    }
  }
}

function missingFields(email: string | undefined, password: string | undefined): SetUpView['problems'] {
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
