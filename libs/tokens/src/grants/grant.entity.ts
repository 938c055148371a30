import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a person allowed a client, once. Codes, refresh tokens and access tokens carry its id and live
 * only while it does: ending it ends them all.
 */
@Entity('grants')
@Index('grants_account_client', ['account_id', 'client_id'])
@Index('grants_sid', ['sid'])
@Index('grants_client', ['client_id'])
@Index('grants_expires', ['expires_at'])
export class GrantEntity {
  @PrimaryColumn({ type: 'varchar', length: 43 })
  grant_id: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  @Column({ type: 'varchar', length: 36 })
  account_id: string;

  /** The session it was given in. */
  @Column({ type: 'varchar', length: 43 })
  sid: string;

  /** Space-separated. */
  @Column({ type: 'text' })
  scope: string;

  /** The parsed `claims` parameter. OpenID Connect Core 1.0 §5.5. */
  @Column({ type: 'simple-json', nullable: true })
  claims: Record<string, unknown> | null;

  /** The resources that it is for (RFC 8707); null: none in particular. */
  @Column({ type: 'simple-json', nullable: true })
  resource: readonly string[] | null;

  @Column({ type: 'bigint' })
  auth_time: number;

  @Column({ type: 'simple-json' })
  amr: string[];

  @Column({ type: 'varchar', length: 64, nullable: true })
  acr: string | null;

  /** With `offline_access` it outlives the session. */
  @Column({ type: 'boolean' })
  offline: boolean;

  /** Where the person was who gave it, for policies that ask for a network; null: given before anybody asked. */
  @Column({ type: 'varchar', length: 45, nullable: true })
  ip: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  /** Nothing under it lives longer; the row may be removed after. */
  @Column({ type: 'bigint' })
  expires_at: number;

  @Column({ type: 'bigint', nullable: true })
  revoked_at: number | null;
}
