import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An opaque access token, known only by its hash. JWT access tokens have no row. */
@Entity('access_tokens')
@Index('access_tokens_grant', ['grant_id'])
@Index('access_tokens_expires', ['expires_at'])
export class AccessTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  token_hash: string;

  @Column({ type: 'varchar', length: 43 })
  grant_id: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  /** Null for a token that a client holds for itself. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  account_id: string | null;

  @Column({ type: 'text' })
  scope: string;

  @Column({ type: 'simple-json' })
  aud: string[];

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  expires_at: number;
}
