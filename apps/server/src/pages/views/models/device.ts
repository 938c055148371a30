import type { ClientCard, PageContext, PersonCard } from './page.js';

/**
 * Why a user code was not taken. `wrong`: no device shows it, or not any more; `throttled`: too many were tried;
 * `gone`: the device was answered meanwhile, or it took too long.
 */
export type DeviceRefusal = 'wrong' | 'throttled' | 'gone';

/** Posts to `{base}/device`: `user_code`. */
export interface DeviceView extends PageContext {
  readonly refusal?: { readonly reason: DeviceRefusal /** Seconds. */; readonly retry_after?: number };
  /** Of the refusal, to give to an administrator. */
  readonly reference?: string;
}

/** Posts to `{base}/device/decision`: `user_code`, `ticket`, `decision` = `allow` | `deny`. */
export interface DeviceConfirmView extends PageContext {
  readonly user_code: string;
  /** As the device shows it. */
  readonly shown_code: string;
  readonly ticket: string;
  readonly client: ClientCard;
  readonly person: PersonCard;
  readonly scopes: readonly string[];
  /** Where the device asked from. */
  readonly ip: string | null;
  /** Seconds since the epoch. */
  readonly asked_at: number;
}

export interface DeviceDoneView extends PageContext {
  readonly client: ClientCard;
  readonly allowed: boolean;
}
