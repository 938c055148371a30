import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The newest change of one kind of registry data. Its row lock puts the changes of that kind in order. */
@Entity('change_versions')
export class ChangeVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  kind: string;

  @Column({ type: 'bigint' })
  feed_version: number;
}
