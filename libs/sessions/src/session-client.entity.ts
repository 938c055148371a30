import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A client that was given something in a session, and so must be told when it ends. The grants themselves can't say
 * it: most are over, and removed, within minutes.
 */
@Entity('session_clients')
export class SessionClientEntity {
  @PrimaryColumn({ type: 'varchar', length: 43 })
  sid: string;

  @PrimaryColumn({ type: 'varchar', length: 128 })
  client_id: string;

  /** The first time. */
  @Column({ type: 'bigint' })
  created_at: number;
}
