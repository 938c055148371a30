import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who is in which group; the person's row says the same in `group_ids`. */
@Entity('group_members')
@Index('group_members_account', ['account_id'])
export class GroupMemberEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  group_id: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  account_id: string;

  @Column({ type: 'bigint' })
  created_at: number;
}
