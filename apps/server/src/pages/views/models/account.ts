import type { PasswordProblem } from './onboarding.js';
import type { ClientCard, PageContext, PersonCard } from './page.js';

/** An application that the person let in. */
export interface ApplicationEntry {
  readonly client: ClientCard;
  readonly scopes: readonly string[];
  /** What it was given of the person's data one by one. */
  readonly claims: readonly string[];
  /** Where a browser is sent for it to begin signing in; a client that has no such address can't be opened here. */
  readonly opensAt?: string;
  /** Seconds since the epoch: when consent was first given. */
  readonly since: number;
}

/** A browser in which the person is signed in. */
export interface SessionEntry {
  readonly sid: string;
  /** The `User-Agent` header as it was sent; the page puts it in words. */
  readonly user_agent: string | null;
  readonly ip: string | null;
  /** Seconds since the epoch. */
  readonly created_at: number;
  /** The one that this page is asked with. */
  readonly current: boolean;
}

/** What was just done, said once at the top after the 303. */
export type AccountNotice = 'password_changed' | 'application_removed' | 'session_ended';

export type CurrentPasswordProblem = 'missing' | 'wrong' | 'throttled' | 'busy';

/**
 * Posts to `{base}/account/applications/remove` (`client_id`), `{base}/account/sessions/end` (`sid`),
 * `{base}/account/password` (`current_password`, `new_password`), `{base}/sign-out` (`request` empty); each with `ticket`.
 */
export interface AccountView extends PageContext {
  readonly ticket: string;
  readonly person: PersonCard;
  readonly applications: readonly ApplicationEntry[];
  readonly sessions: readonly SessionEntry[];
  readonly notice?: AccountNotice;
  readonly passwordProblems?: {
    readonly current_password?: CurrentPasswordProblem;
    readonly new_password?: PasswordProblem;
  };
}
