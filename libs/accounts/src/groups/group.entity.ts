import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PolicyAssignment } from '../access/policy-assignment.js';

/** Some people under one name. Groups are neither roles in applications nor administrative roles. */
@Entity('people_groups')
@Index('people_groups_name', ['name'], { unique: true })
@Index('people_groups_feed', ['feed_version'])
export class GroupEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 128 })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** Of everybody in it. */
  @Column({ type: 'simple-json' })
  access_policies: readonly PolicyAssignment[];

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  updated_at: number;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
