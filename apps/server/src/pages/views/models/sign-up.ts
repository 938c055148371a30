import type { PasswordProblem } from './onboarding.js';
import type { CarriedRequest, ClientCard, PageContext, PersonCard } from './page.js';

/** Why signing up did not work, where it is nothing that was typed. */
export type SignUpRefusal = 'throttled' | 'busy' | 'expired';

/** Posts to `{base}/sign-up`: `request`, `ticket`, `email`, `name`, `password`. */
export interface SignUpView extends PageContext, CarriedRequest {
  /** Absent: for a page of Portico's own. */
  readonly client?: ClientCard;
  /** Who is signed in; the new account is besides theirs. */
  readonly besides?: PersonCard;
  /** login_hint, or what was typed, except the password. */
  readonly values?: { readonly email?: string; readonly name?: string };
  readonly problems?: {
    /** `unavailable`: it is somebody's already. */
    readonly email?: 'missing' | 'invalid' | 'domain' | 'unavailable';
    readonly name?: 'missing' | 'unusable';
    readonly password?: PasswordProblem;
  };
  readonly refusal?: { readonly reason: SignUpRefusal /** Seconds. */; readonly retry_after?: number };
  /** Of the refusal, to give to an administrator. */
  readonly reference?: string;
  /** To the sign-in page, for who has an account; absent where no URL can carry the request. */
  readonly signInLink?: string;
}
