import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a person answered a device. */
export type DeviceDecision = 'approved' | 'denied';

/** What a device asked for (RFC 8628 §3.2), and what a person made of it. Both of its codes are known by hashes only. */
@Entity('device_codes')
@Index('device_codes_user_code', ['user_code_mac'], { unique: true })
@Index('device_codes_removable', ['removable_at'])
export class DeviceCodeEntity {
  /** SHA-256, base64url. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  device_code_hash: string;

  /** Keyed, for eight letters could be tried out. */
  @Column({ type: 'varchar', length: 64 })
  user_code_mac: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  /** Space-separated. */
  @Column({ type: 'text' })
  asked_scope: string;

  /** RFC 8707; null: none in particular. */
  @Column({ type: 'simple-json', nullable: true })
  asked_resource: readonly string[] | null;

  /** Where the device asked from, for the person to see. */
  @Column({ type: 'varchar', length: 45, nullable: true })
  ip: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  expires_at: number;

  /** Seconds between two polls; grows when the device is too fast. */
  @Column({ type: 'int' })
  poll_interval: number;

  /** A poll before this is too fast. */
  @Column({ type: 'bigint' })
  next_poll_at_ms: number;

  /** Null: nobody has answered yet. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  decision: DeviceDecision | null;

  /** Of an approval. */
  @Column({ type: 'varchar', length: 43, nullable: true })
  grant_id: string | null;

  @Column({ type: 'bigint', nullable: true })
  spent_at: number | null;

  /** Which attempt spent it, so that a retry after a lost database answer recognises its own. */
  @Column({ type: 'varchar', length: 43, nullable: true })
  attempt_id: string | null;

  /** When the row may go: once it has expired, and once its grant has, so that a replay is seen until then. */
  @Column({ type: 'bigint' })
  removable_at: number;
}
