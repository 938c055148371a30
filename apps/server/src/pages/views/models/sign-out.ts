import type { CarriedRequest, ClientCard, PageContext, PersonCard } from './page.js';

/** Posts to `{base}/sign-out`: `request`, `ticket`. */
export interface SignOutConfirmView extends PageContext, CarriedRequest {
  readonly person?: PersonCard;
  /** Who asked for it, when known. */
  readonly client?: ClientCard;
}

export interface SignedOutView extends PageContext {
  /** Offered as the way back, by its client_uri. */
  readonly client?: ClientCard;
}
