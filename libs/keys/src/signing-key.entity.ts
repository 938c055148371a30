import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One key pair that signs tokens. Times are epoch seconds and follow each other in this order. */
@Entity('signing_keys')
export class SigningKeyEntity {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  kid: string;

  @Column({ type: 'varchar', length: 16 })
  alg: string;

  /** Public members only (RFC 7517). */
  @Column({ type: 'simple-json' })
  public_jwk: Record<string, unknown>;

  /** The private JWK, sealed by `libs/secrets` for the purpose `signing-key`. Null once the key has retired. */
  @Column({ type: 'text', nullable: true })
  sealed_private_jwk: string | null;

  /** Published from here on. */
  @Column({ type: 'bigint' })
  created_at: number;

  /** Signs from here on. */
  @Column({ type: 'bigint' })
  signs_from: number;

  /** Signs no more from here on. Null: no successor yet. */
  @Column({ type: 'bigint', nullable: true })
  signs_until: number | null;

  /** No longer published from here on. Null: no successor yet. */
  @Column({ type: 'bigint', nullable: true })
  published_until: number | null;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
