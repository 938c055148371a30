import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PolicyDocument } from '../engine/policy.js';

/** An access policy as it was, at each of its versions; the latest too. They outlive the policy. */
@Entity('access_policy_versions')
export class AccessPolicyVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  policy_id: string;

  @PrimaryColumn({ type: 'int' })
  version: number;

  @Column({ type: 'simple-json' })
  document: PolicyDocument;

  /** Who wrote it: as in the audit trail. */
  @Column({ type: 'varchar', length: 255 })
  actor: string;

  @Column({ type: 'bigint' })
  created_at: number;
}
