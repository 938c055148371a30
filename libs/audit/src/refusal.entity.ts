import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Why one request was refused, found by the short reference that the person was shown. */
@Entity('refusals')
@Index('refusals_at', ['at_ms'])
export class RefusalEntity {
  @PrimaryColumn({ type: 'varchar', length: 16 })
  reference: string;

  @Column({ type: 'bigint' })
  at_ms: number;

  /** The error code that was answered, such as `invalid_grant`. */
  @Column({ type: 'varchar', length: 64 })
  error: string;

  /** What was answered with it. */
  @Column({ type: 'text' })
  description: string;

  /** The rule that refused, such as `redirect_uri.exact_match`. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  rule: string | null;

  /** What the rule compared; secrets never among it. */
  @Column({ type: 'simple-json', nullable: true })
  facts: Record<string, unknown> | null;

  @Column({ type: 'varchar', length: 128, nullable: true })
  client_id: string | null;

  @Column({ type: 'varchar', length: 200 })
  endpoint: string;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ip: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  request_id: string | null;
}
