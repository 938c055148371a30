import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The `jti` of a client assertion that was accepted once (RFC 7523 §3). */
@Entity('client_assertions')
@Index('client_assertions_expires', ['expires_at'])
export class ClientAssertionEntity {
  /** SHA-256 of client_id and jti. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  assertion_hash: string;

  @Column({ type: 'bigint' })
  expires_at: number;
}
