/** When a key does what. Epoch seconds. */
export interface KeyTimes {
  /** Published from here on. */
  readonly created_at: number;
  readonly signs_from: number;
  /** Infinity: no successor yet. */
  readonly signs_until: number;
  /** Infinity: no successor yet. */
  readonly published_until: number;
}

/** The columns that hold them, as drivers read them. */
export interface TimesRow {
  readonly created_at: number | string;
  readonly signs_from: number | string;
  readonly signs_until: number | string | null;
  readonly published_until: number | string | null;
}

export function timesOf(row: TimesRow): KeyTimes {
  return {
    created_at: Number(row.created_at),
    signs_from: Number(row.signs_from),
    signs_until: Number(row.signs_until ?? Number.POSITIVE_INFINITY),
    published_until: Number(row.published_until ?? Number.POSITIVE_INFINITY),
  };
}
