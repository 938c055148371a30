import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One value that belongs to the whole deployment and changes without a restart, such as `set_up_at`. */
@Entity('settings')
export class SettingEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  @Column({ type: 'text' })
  value: string;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
