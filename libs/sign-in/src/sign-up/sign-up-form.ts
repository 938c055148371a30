import {
  type AccountField,
  accountProblems,
  type NewAccount,
  type PasswordProblem,
  type Passwords,
} from '#libs/accounts';
import type { SignUpSettings } from '#libs/config';
import { normaliseSignInName } from '#libs/protocol';

/** What somebody typed to make an account; absent: nothing. */
export interface SignUpInput {
  readonly email?: string;
  readonly name?: string;
  readonly password?: string;
}

/** What somebody typed, once all of it is there and good. */
export type CompleteSignUp = Required<SignUpInput>;

/** What is to be put right, by field. Nothing of it depends on who has an account. */
export interface SignUpProblems {
  /** `domain`: nobody signs up with an address of that domain here. */
  readonly email?: 'missing' | 'invalid' | 'domain';
  readonly name?: 'missing' | 'unusable';
  readonly password?: 'missing' | PasswordProblem;
}

/** All that is wrong, or the whole form. Looks nobody up and hashes nothing. */
export function readSignUp(
  input: SignUpInput,
  settings: SignUpSettings,
  passwords: Pick<Passwords, 'check'>,
): CompleteSignUp | { readonly problems: SignUpProblems } {
  const { email, name, password } = {
    email: input.email?.trim(),
    name: input.name?.trim(),
    password: input.password,
  };
  const wrong = {
    email: emailProblem(email, settings),
    name: name ? isUnusable({ name }, 'name') && ('unusable' as const) : ('missing' as const),
    password: password ? passwords.check(password, { email, name }) : ('missing' as const),
  };
  if (email && name && password && !wrong.email && !wrong.name && !wrong.password) {
    return { email, name, password };
  }
  const problems = Object.fromEntries(Object.entries(wrong).filter(([, problem]) => problem));
  return { problems };
}

function emailProblem(email: string | undefined, settings: SignUpSettings): SignUpProblems['email'] {
  if (!email) return 'missing';
  const normalised = normaliseSignInName(email);
  if (normalised === undefined || isUnusable({ email }, 'email')) return 'invalid';
  return settings.allowsDomain(normalised.slice(normalised.lastIndexOf('@') + 1)) ? undefined : 'domain';
}

function isUnusable(given: NewAccount, field: AccountField): boolean {
  return accountProblems(given).some((problem) => problem.field === field);
}
