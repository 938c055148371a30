const DAY = 86_400;

/** What may be registered as a lifetime, in seconds. */
export const LIFETIME_BOUNDS = {
  /** Offline verifiers see a revocation only when it is over. */
  access_token_lifetime: { least: 30, most: DAY },
  refresh_token_lifetime: { least: 300, most: 400 * DAY },
  refresh_token_idle_lifetime: { least: 300, most: 400 * DAY },
  default_max_age: { least: 0, most: 400 * DAY },
} as const;
