import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type OneTimeTokenPurpose = 'set_up' | 'invitation';

/** The secret half of a one-time link, stored as its hash and good for one purpose only. */
@Entity('one_time_tokens')
@Index('one_time_tokens_account', ['account_id'])
@Index('one_time_tokens_expires', ['expires_at'])
export class OneTimeTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  token_hash: string;

  @Column({ type: 'varchar', length: 16 })
  purpose: OneTimeTokenPurpose;

  @Column({ type: 'varchar', length: 36, nullable: true })
  account_id: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  expires_at: number;
}
