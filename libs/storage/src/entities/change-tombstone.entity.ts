import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Says that a registry row is gone, to processes that still hold it in memory. */
@Entity('change_tombstones')
export class ChangeTombstoneEntity {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  kind: string;

  @PrimaryColumn({ type: 'varchar', length: 255 })
  row_id: string;

  @Column({ type: 'bigint' })
  feed_version: number;
}
