import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the clients of one sector know a person by. Random, kept for ever, and so independent of every key. */
@Entity('pairwise_subjects')
@Index('pairwise_subjects_sector_sub', ['sector', 'sub'], { unique: true })
export class PairwiseSubjectEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  pairwise_sub: string;

  /** A host name. */
  @Column({ type: 'varchar', length: 255 })
  sector: string;

  /** The person's own `sub`, which outlives their account. */
  @Column({ type: 'varchar', length: 255 })
  sub: string;
}
