import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PolicyDocument } from '../engine/policy.js';

/** An access policy, as it is in force. */
@Entity('access_policies')
@Index('access_policies_name', ['name'], { unique: true })
@Index('access_policies_feed', ['feed_version'])
export class AccessPolicyEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** As in the document. */
  @Column({ type: 'varchar', length: 128 })
  name: string;

  @Column({ type: 'simple-json' })
  document: PolicyDocument;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  updated_at: number;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
