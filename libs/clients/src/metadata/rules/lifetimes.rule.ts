import { profileRules } from '../../rules/profiles.js';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

/** A refresh token that may lie unused for longer than it lives is a mistake of somebody's. */
export function checkLifetimes(metadata: ClientMetadata): Problem[] {
  const profile = profileRules(metadata);
  const whole = metadata.refresh_token_lifetime ?? profile.refresh_token_lifetime;
  const { refresh_token_idle_lifetime: idle } = metadata;
  const tooLong = idle !== null && idle > whole;
  return problemOf(
    'refresh_token_idle_lifetime',
    tooLong ? 'must not be longer than refresh_token_lifetime' : undefined,
  );
}
