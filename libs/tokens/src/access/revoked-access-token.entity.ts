import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A JWT access token that was revoked before its `exp`. */
@Entity('revoked_access_tokens')
@Index('revoked_access_tokens_expires', ['expires_at'])
export class RevokedAccessTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  jti: string;

  @Column({ type: 'bigint' })
  expires_at: number;
}
