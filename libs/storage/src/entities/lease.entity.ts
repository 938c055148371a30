import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A lock as a row: whoever moved `expires_at_ms` on holds it until then. */
@Entity('leases')
export class LeaseEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  @Column({ type: 'varchar', length: 64 })
  owner: string;

  @Column({ type: 'bigint' })
  expires_at_ms: number;
}
