import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The tombstone of a deleted person: their `sub` is never given to another. */
@Entity('retired_subjects')
export class RetiredSubjectEntity {
  @PrimaryColumn({ type: 'varchar', length: 255 })
  sub: string;

  @Column({ type: 'bigint' })
  deleted_at: number;
}
