import type { Messages } from '../../messages/messages.js';

/** What every page needs to know, whatever it says. */
export interface PageContext {
  /** Of the visitor's language: `messagesFor(negotiateLanguage(ui_locales, acceptLanguage))`. */
  readonly messages: Messages;
  /** The issuer's path: '' or '/x', never a trailing slash. */
  readonly base: string;
  /** What this service calls itself on its pages. */
  readonly productName: string;
}

/**
 * The part of a registered client that people see; a row of `clients` fits.
 * Nothing in it is trusted: it may have registered itself.
 */
export interface ClientCard {
  readonly client_id: string;
  readonly client_name: string | null;
  readonly client_uri: string | null;
  readonly logo_uri: string | null;
  readonly policy_uri: string | null;
  readonly tos_uri: string | null;
}

/** Somebody with an account here, as the pages greet them. */
export interface PersonCard {
  /** What to call them; the sign-in name where no name is known. */
  readonly name: string;
  /** One of their sign-in names. */
  readonly username: string;
}

/** What a page of the flow carries to its next step; see the ticket in docs/architecture.md. */
export interface CarriedRequest {
  /** The authorization (or logout) request, as a query string. */
  readonly request: string;
  readonly ticket: string;
}
