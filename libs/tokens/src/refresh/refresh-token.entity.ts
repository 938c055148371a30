import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A refresh token (RFC 6749 §6), known only by its hash. Kept after rotation, to see a replay. */
@Entity('refresh_tokens')
@Index('refresh_tokens_grant', ['grant_id'])
@Index('refresh_tokens_expires', ['expires_at'])
export class RefreshTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  token_hash: string;

  @Column({ type: 'varchar', length: 43 })
  grant_id: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  @Column({ type: 'bigint' })
  created_at: number;

  /** The absolute end, the same along the whole chain. */
  @Column({ type: 'bigint' })
  expires_at: number;

  /** The end unless it is used before. */
  @Column({ type: 'bigint' })
  idle_expires_at: number;

  @Column({ type: 'bigint', nullable: true })
  rotated_at_ms: number | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  successor_hash: string | null;
}
