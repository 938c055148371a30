import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { TokenSettings } from '#libs/config';
import { OAuthError } from '#libs/protocol';
import { isAlive } from '../grants/grant-row.js';
import type { RefreshTokenRow } from './refresh-token.repository.js';

/** `fresh`: rotate it. `repeated`: the same request again, so the same answer. `replayed`: somebody has a copy. */
export type RotationState = 'fresh' | 'repeated' | 'replayed';

/** When a refresh token may be used, and what a second use of it means. */
@Injectable()
export class RotationRule {
  constructor(
    private readonly clock: Clock,
    private readonly settings: TokenSettings,
  ) {}

  /**
   * Within the grace a repeat is a retry (two tabs, a lost answer); once its successor has been used, or after the
   * grace, it is a replay.
   *
   * @throws OAuthError invalid_grant when the token or its grant is at its end
   */
  judge(row: RefreshTokenRow): RotationState {
    const now = this.clock.now();
    if (!isAlive(row, now)) throw new OAuthError('invalid_grant', 'refresh_token is no longer valid');
    if (row.rotated_at_ms === null) {
      if (now < row.expires_at && now < row.idle_expires_at) return 'fresh';
      throw new OAuthError('invalid_grant', 'refresh_token has expired', {
        facts: { expires_at: row.expires_at, idle_expires_at: row.idle_expires_at },
      });
    }
    const age = this.clock.nowMs() - row.rotated_at_ms;
    const retry = age < this.settings.refresh_grace * 1000 && row.successor_rotated_at_ms === null;
    return retry ? 'repeated' : 'replayed';
  }
}
