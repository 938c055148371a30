import type { PasswordProblem as PasswordRule } from '#libs/accounts';
import type { PageContext, PersonCard } from './page.js';

/** Why a password was not taken: nothing was typed, or a rule of accounts speaks against it. Each is a message. */
export type PasswordProblem = 'missing' | PasswordRule;

export type EmailProblem = 'missing' | 'invalid' | 'taken';
export type NameProblem = 'missing' | 'too_long';

/** Posts to `{base}/set-up`: `token`, `email`, `name`, `password`. */
export interface SetUpView extends PageContext {
  readonly token: string;
  /** What was typed, except the password. */
  readonly values?: { readonly email?: string; readonly name?: string };
  readonly problems?: {
    readonly email?: EmailProblem;
    readonly name?: NameProblem;
    readonly password?: PasswordProblem;
  };
}

export interface SetUpDoneView extends PageContext {
  /** The issuer URL, shown to be copied. */
  readonly issuer: string;
  readonly person: PersonCard;
}

/** The link was used, has run out or never was. */
export type SetUpDeadView = PageContext;

/** Posts to `{base}/invitation`: `token`, `password`. */
export interface InvitationView extends PageContext {
  readonly token: string;
  readonly person: PersonCard;
  readonly problem?: PasswordProblem;
}

export interface InvitationDoneView extends PageContext {
  readonly person: PersonCard;
}

export type InvitationDeadView = PageContext;
