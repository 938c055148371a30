import type { DeliveryStatus, LogoutDeliveryEntity } from './logout-delivery.entity.js';

/** What one client is to be told about the end of one session, as read. */
export type LogoutDelivery = Readonly<LogoutDeliveryEntity>;

/** What it is about. */
export type LogoutNotice = Pick<LogoutDelivery, 'client_id' | 'sid' | 'sub'>;

/** What became of an attempt; the reasons are our words, for administrators. */
export type AttemptOutcome =
  | { readonly status: 'delivered' }
  /** The client said no, or it can't be told: another attempt would not help. */
  | { readonly status: Extract<DeliveryStatus, 'refused' | 'failed'>; readonly reason: string }
  | { readonly status: 'pending'; readonly reason: string };
