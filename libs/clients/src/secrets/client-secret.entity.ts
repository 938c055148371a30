import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One secret of a client. Two may be valid at once, so that a rotation needs no outage. */
@Entity('client_secrets')
@Index('client_secrets_client', ['client_id'])
export class ClientSecretEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 128 })
  client_id: string;

  /** SHA-256, base64url: the secret has 256 bits of its own, so a slow hash would protect nothing. */
  @Column({ type: 'varchar', length: 64 })
  secret_hash: string;

  /** The secret itself, sealed by the `Vault`, where the client signs with it (`client_secret_jwt`); else null. */
  @Column({ type: 'text', nullable: true })
  sealed_secret: string | null;

  @Column({ type: 'bigint' })
  created_at: number;

  /** No longer accepted from here on; null: until retired. */
  @Column({ type: 'bigint', nullable: true })
  expires_at: number | null;
}
