import type { ClientCard, PageContext, PersonCard } from './page.js';

/** What went wrong, as a person meets it; each is a message with a title, a sentence and what to do. */
export const PAGE_ERRORS = [
  'unknown_client',
  'client_disabled',
  'redirect_uri',
  'invalid_request',
  'expired',
  'cross_site',
  'not_found',
  'too_many_requests',
  'temporarily_unavailable',
  'server_error',
] as const;
export type PageError = (typeof PAGE_ERRORS)[number];

export interface ErrorView extends PageContext {
  readonly error: PageError;
  /** The parameter at fault, e.g. `redirect_uri`. */
  readonly parameter?: string;
  /** To give to an administrator; of `Refusals.note`. */
  readonly reference?: string;
  /** Offered as the way back, only when the request named a known client. */
  readonly client?: ClientCard;
}

/** A page that posts itself: to the client (OAuth 2.0 Form Post Response Mode) or on to Portico. */
export interface PostingView extends PageContext {
  /** Form post: the matched redirect_uri (http or https). Self-posting: a path of Portico's own. */
  readonly action: string;
  readonly fields: Iterable<readonly [name: string, value: string]>;
  /** Of this response's Content-Security-Policy. */
  readonly scriptNonce: string;
}

export interface WelcomeView extends PageContext {
  /** Who is signed in. */
  readonly person?: PersonCard;
}
