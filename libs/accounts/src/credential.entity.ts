import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One means by which a person proves who they are. */
@Entity('credentials')
@Index('credentials_account', ['account_id', 'type'])
export class CredentialEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 36 })
  account_id: string;

  @Column({ type: 'varchar', length: 16 })
  type: 'password';

  /** Of a password: its argon2id hash in PHC form. */
  @Column({ type: 'text' })
  data: string;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint', nullable: true })
  last_used_at: number | null;
}
