import type { CarriedRequest, ClientCard, PageContext, PersonCard } from './page.js';

/**
 * Why signing in did not work, as far as the person may know: unknown, wrong and disabled are one (`wrong`).
 * `expired`: the page was open for too long. `busy`: the server can't check passwords at the moment.
 */
export type SignInRefusal = 'wrong' | 'throttled' | 'busy' | 'expired' | 'incomplete';

/**
 * What the page asks. `credentials`: who are you; `password`: it is you, prove it again (prompt=login, max_age);
 * `account`: which of the people known to this browser (prompt=select_account).
 */
export type SignInQuestion =
  | {
      readonly ask: 'credentials';
      /** login_hint, or what was typed. */
      readonly username?: string;
      /** Who is signed in, but is not whom the application expects (id_token_hint, claims). */
      readonly unexpected?: PersonCard;
    }
  | { readonly ask: 'password'; readonly person: PersonCard }
  | { readonly ask: 'account'; readonly person: PersonCard };

/**
 * Posts to `{base}/sign-in`: `request`, `ticket`, and `username` + `password`, or `choice` = `continue` | `another`.
 */
export interface SignInView extends PageContext, CarriedRequest {
  /** Absent: signing in to the account page. */
  readonly client?: ClientCard;
  readonly question: SignInQuestion;
  readonly refusal?: { readonly reason: SignInRefusal /** Seconds. */; readonly retry_after?: number };
  /** Of the refusal, to give to an administrator. */
  readonly reference?: string;
  /** To the sign-up page, where there is one for this request. */
  readonly signUpLink?: string;
}

/** Posts to `{base}/consent`: `request`, `ticket`, `decision` = `allow` | `deny`. */
export interface ConsentView extends PageContext, CarriedRequest {
  readonly client: ClientCard;
  readonly person: PersonCard;
  /** As asked for, in that order. */
  readonly scopes: readonly string[];
  /** Of the person's data, what is asked for one by one and none of the scopes stands for. */
  readonly claims: readonly string[];
  /** The host of the matched redirect_uri, shown so that a false name is noticed. */
  readonly returnsTo?: string;
}
