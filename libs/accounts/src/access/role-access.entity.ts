import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PolicyAssignment } from './policy-assignment.js';

/** The access policies of everybody who has a role. Portico gives roles no other meaning. */
@Entity('role_access')
@Index('role_access_feed', ['feed_version'])
export class RoleAccessEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  role: string;

  @Column({ type: 'simple-json' })
  access_policies: readonly PolicyAssignment[];

  @Column({ type: 'bigint' })
  updated_at: number;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
