import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An authorization request that its client pushed, known only by the hash of its request_uri. RFC 9126 §2.2 */
@Entity('pushed_requests')
@Index('pushed_requests_expires', ['expires_at'])
export class PushedRequestEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  request_uri_hash: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  /** What it asks for, form-urlencoded, without what authenticated the client. */
  @Column({ type: 'text' })
  parameters: string;

  @Column({ type: 'bigint' })
  created_at: number;

  /** Until when a browser may first bring it. */
  @Column({ type: 'bigint' })
  expires_at: number;

  /** When a code was issued for it. */
  @Column({ type: 'bigint', nullable: true })
  spent_at: number | null;
}
