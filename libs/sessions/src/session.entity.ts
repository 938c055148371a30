import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person's signed-in browser. The row is deleted when they sign out. */
@Entity('sessions')
@Index('sessions_secret', ['secret_hash'], { unique: true })
@Index('sessions_account', ['account_id'])
@Index('sessions_expires', ['expires_at'])
export class SessionEntity {
  /** The `sid` claim; not a secret. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  sid: string;

  /** SHA-256 of the cookie's value, which changes at every sign-in. */
  @Column({ type: 'varchar', length: 64 })
  secret_hash: string;

  @Column({ type: 'varchar', length: 36 })
  account_id: string;

  /** When the person last proved who they are; `auth_time` is its whole second. */
  @Column({ type: 'bigint' })
  authenticated_at_ms: number;

  /** RFC 8176 values. */
  @Column({ type: 'simple-json' })
  amr: string[];

  @Column({ type: 'varchar', length: 64, nullable: true })
  acr: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  /** Written at most every five minutes. */
  @Column({ type: 'bigint' })
  last_seen_at: number;

  /** The absolute end, whatever the use. */
  @Column({ type: 'bigint' })
  expires_at: number;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ip: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  user_agent: string | null;
}
