import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How many sign-in attempts one key (a name from a network, a network, a name) has made in its window. */
@Entity('sign_in_throttles')
@Index('sign_in_throttles_expires', ['expires_at'])
export class SignInThrottleEntity {
  /** Keyed hash of what is counted, so that the table holds no typed names. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  throttle_key: string;

  @Column({ type: 'int' })
  attempts: number;

  /** When the window ends and counting starts anew. */
  @Column({ type: 'bigint' })
  expires_at: number;
}
