import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An authorization code (RFC 6749 §4.1.2), known only by its hash. Kept after it is spent, to see a replay. */
@Entity('authorization_codes')
@Index('authorization_codes_grant', ['grant_id'])
@Index('authorization_codes_expires', ['expires_at'])
export class AuthorizationCodeEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  code_hash: string;

  @Column({ type: 'varchar', length: 43 })
  grant_id: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  /** The one presented, byte for byte. */
  @Column({ type: 'varchar', length: 2000 })
  redirect_uri: string;

  /** S256 (RFC 7636 §4.2). */
  @Column({ type: 'varchar', length: 43, nullable: true })
  code_challenge: string | null;

  @Column({ type: 'text', nullable: true })
  nonce: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  expires_at: number;

  @Column({ type: 'bigint', nullable: true })
  spent_at: number | null;

  /** Which attempt spent it, so that a retry after a lost database answer recognises its own. */
  @Column({ type: 'varchar', length: 43, nullable: true })
  attempt_id: string | null;
}
