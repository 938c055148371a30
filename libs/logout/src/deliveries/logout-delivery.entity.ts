import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const DELIVERY_STATUSES = ['pending', 'delivered', 'refused', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What one client is to be told about the end of one session: a line of the outbox. It holds no token. */
@Entity('logout_deliveries')
@Index('logout_deliveries_due', ['status', 'due_at_ms'])
@Index('logout_deliveries_finished', ['status', 'finished_at'])
@Index('logout_deliveries_client', ['client_id', 'created_at', 'id'])
@Index('logout_deliveries_session', ['sid', 'client_id'], { unique: true })
export class LogoutDeliveryEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  @Column({ type: 'varchar', length: 43 })
  sid: string;

  /** The person's own `sub`, which outlives their account; the client may know them by another. Null: unknown. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  sub: string | null;

  @Column({ type: 'varchar', length: 16 })
  status: DeliveryStatus;

  /** Begun ones; whoever raises it by one makes that attempt. */
  @Column({ type: 'int' })
  attempts: number;

  /** When the next attempt may begin. While one is made: when others may think that it died. */
  @Column({ type: 'bigint' })
  due_at_ms: number;

  /** No attempt begins later. */
  @Column({ type: 'bigint' })
  retry_until: number;

  /** Why the last attempt failed, in our words. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  last_error: string | null;

  /** The end of the session. */
  @Column({ type: 'bigint' })
  created_at: number;

  /** The last attempt. */
  @Column({ type: 'bigint', nullable: true })
  attempted_at: number | null;

  /** When it was no longer pending. */
  @Column({ type: 'bigint', nullable: true })
  finished_at: number | null;
}
