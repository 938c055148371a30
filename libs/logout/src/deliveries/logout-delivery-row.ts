import type { LogoutDelivery } from './logout-delivery.js';

/** The columns of `logout_deliveries`. */
export const DELIVERY_COLUMNS = [
  'id',
  'client_id',
  'sid',
  'sub',
  'status',
  'attempts',
  'due_at_ms',
  'retry_until',
  'last_error',
  'created_at',
  'attempted_at',
  'finished_at',
] as const satisfies readonly (keyof LogoutDelivery)[];
