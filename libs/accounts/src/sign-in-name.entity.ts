import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type SignInNameKind = 'email' | 'username' | 'phone';

/** One name that a person may type to sign in; no two people share one. */
@Entity('sign_in_names')
@Index('sign_in_names_account', ['account_id'])
export class SignInNameEntity {
  /** NFKC, lower case, IDNA domain: what is compared. */
  @PrimaryColumn({ type: 'varchar', length: 320 })
  normalised: string;

  @Column({ type: 'varchar', length: 36 })
  account_id: string;

  @Column({ type: 'varchar', length: 16 })
  kind: SignInNameKind;

  @Column({ type: 'bigint' })
  created_at: number;
}
