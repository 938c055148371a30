import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that happened and that somebody may be asked about. Rows are only ever added. */
@Entity('audit_events')
@Index('audit_events_at', ['at_ms'])
@Index('audit_events_subject', ['subject', 'at_ms'])
@Index('audit_events_client', ['client_id', 'at_ms'])
@Index('audit_events_type', ['type', 'at_ms'])
@Index('audit_events_actor', ['actor', 'at_ms'])
@Index('audit_events_ip', ['ip', 'at_ms'])
@Index('audit_events_outcome', ['outcome', 'at_ms'])
export class AuditEventEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'bigint' })
  at_ms: number;

  /** Dotted, object first: `client.created`, `sign_in.succeeded`. */
  @Column({ type: 'varchar', length: 64 })
  type: string;

  /** Who did it: `account:{id}`, `client:{client_id}`, `system`. */
  @Column({ type: 'varchar', length: 160 })
  actor: string;

  @Column({ type: 'varchar', length: 160, nullable: true })
  on_behalf_of: string | null;

  /** To whom or what it was done, in the form of `actor`. */
  @Column({ type: 'varchar', length: 160, nullable: true })
  subject: string | null;

  @Column({ type: 'varchar', length: 128, nullable: true })
  client_id: string | null;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ip: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  request_id: string | null;

  /** The reference of the refusal, when it is one. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  reference: string | null;

  @Column({ type: 'varchar', length: 16 })
  outcome: 'success' | 'failure';

  /** Facts of this type of event; never a secret. */
  @Column({ type: 'simple-json', nullable: true })
  data: Record<string, unknown> | null;

  @Column({ type: 'int' })
  schema_version: number;
}
