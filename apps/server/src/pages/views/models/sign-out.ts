import type { CarriedRequest, ClientCard, PageContext, PersonCard } from './page.js';

/** Posts to `{base}/sign-out`: `request`, `ticket`. */
export interface SignOutConfirmView extends PageContext, CarriedRequest {
  readonly person?: PersonCard;
  /** Who asked for it, when known. */
  readonly client?: ClientCard;
  /** A way back was asked for that can't be used; for administrators. */
  readonly reference?: string;
}

/** Loads `frames`, and goes on once they are there or have had their time. */
export interface SigningOutView extends PageContext {
  /** Addresses of clients. */
  readonly frames: readonly string[];
  /** Where it goes on: below the issuer, by a form with these fields. */
  readonly path: string;
  readonly fields: Iterable<readonly [name: string, value: string]>;
  /** The same as an address; without it, the form is posted, for it would be too long. */
  readonly address?: string;
  /** Of this response's Content-Security-Policy. */
  readonly scriptNonce: string;
}

export interface SignedOutView extends PageContext {
  /** Offered as the way back, by its client_uri. */
  readonly client?: ClientCard;
  /** A way back was asked for that can't be used; for administrators. */
  readonly reference?: string;
}
