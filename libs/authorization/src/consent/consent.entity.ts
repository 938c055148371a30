import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a person has agreed to give a client, so that they are not asked again. */
@Entity('consents')
@Index('consents_client', ['client_id'])
export class ConsentEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  account_id: string;

  @PrimaryColumn({ type: 'varchar', length: 128 })
  client_id: string;

  /** Space-separated; a request for no more than this needs no new consent. */
  @Column({ type: 'text' })
  scope: string;

  /** Names of claims that were asked for one by one, space-separated. Null: none. */
  @Column({ type: 'text', nullable: true })
  claims: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  updated_at: number;
}
