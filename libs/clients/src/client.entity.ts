import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const APPLICATION_TYPES = ['web', 'native'] as const;
export type ApplicationType = (typeof APPLICATION_TYPES)[number];

export const CLIENT_STATUSES = ['enabled', 'disabled'] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

export const ACCESS_TOKEN_FORMATS = ['jwt', 'opaque'] as const;
export type AccessTokenFormat = (typeof ACCESS_TOKEN_FORMATS)[number];

/** A registered client application. Metadata has the names of RFC 7591 §2. */
@Entity('clients')
@Index('clients_name', ['client_name', 'client_id'])
@Index('clients_feed', ['feed_version'])
export class ClientEntity {
  @PrimaryColumn({ type: 'varchar', length: 128 })
  client_id: string;

  /** Shown to people. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  client_name: string | null;

  @Column({ type: 'text', nullable: true })
  client_uri: string | null;

  @Column({ type: 'text', nullable: true })
  logo_uri: string | null;

  @Column({ type: 'text', nullable: true })
  policy_uri: string | null;

  @Column({ type: 'text', nullable: true })
  tos_uri: string | null;

  @Column({ type: 'simple-json' })
  contacts: string[];

  /** OpenID Connect Dynamic Client Registration 1.0 §2; decides which redirect URIs may be registered. */
  @Column({ type: 'varchar', length: 16 })
  application_type: ApplicationType;

  /** Byte for byte as registered. */
  @Column({ type: 'simple-json' })
  redirect_uris: string[];

  /** Byte for byte as registered. OpenID Connect RP-Initiated Logout 1.0 §3.1. */
  @Column({ type: 'simple-json' })
  post_logout_redirect_uris: string[];

  /** Origins of browser pages besides those of `redirect_uris`. */
  @Column({ type: 'simple-json' })
  allowed_origins: string[];

  @Column({ type: 'simple-json' })
  grant_types: string[];

  @Column({ type: 'simple-json' })
  response_types: string[];

  /** What it may ask for, space-separated; null: what the profile allows. */
  @Column({ type: 'text', nullable: true })
  scope: string | null;

  /** What it gets when it asks for no scope. */
  @Column({ type: 'text', nullable: true })
  default_scope: string | null;

  @Column({ type: 'varchar', length: 32 })
  token_endpoint_auth_method: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  token_endpoint_auth_signing_alg: string | null;

  /** Public keys only. */
  @Column({ type: 'simple-json', nullable: true })
  jwks: { keys: Record<string, unknown>[] } | null;

  @Column({ type: 'text', nullable: true })
  jwks_uri: string | null;

  /** Null: RS256. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  id_token_signed_response_alg: string | null;

  /** Null: RS256, which every RFC 9068 resource server supports. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  access_token_signed_response_alg: string | null;

  /** Seconds. OpenID Connect Core 1.0 §3.1.2.1. */
  @Column({ type: 'int', nullable: true })
  default_max_age: number | null;

  @Column({ type: 'boolean' })
  require_auth_time: boolean;

  @Column({ type: 'text', nullable: true })
  initiate_login_uri: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  software_id: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  software_version: string | null;

  /** The named set of rules that the nullable columns below fall back to. */
  @Column({ type: 'varchar', length: 32 })
  profile: string;

  @Column({ type: 'boolean', nullable: true })
  require_pkce: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  require_consent: boolean | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  access_token_format: AccessTokenFormat | null;

  /** Seconds. */
  @Column({ type: 'int', nullable: true })
  access_token_lifetime: number | null;

  /** Seconds, absolute. */
  @Column({ type: 'int', nullable: true })
  refresh_token_lifetime: number | null;

  /** Seconds without use. */
  @Column({ type: 'int', nullable: true })
  refresh_token_idle_lifetime: number | null;

  @Column({ type: 'varchar', length: 16 })
  status: ClientStatus;

  /** The grant of the tokens it holds for itself (`client_credentials`); a new one ends all issued before. */
  @Column({ type: 'varchar', length: 43 })
  machine_grant_id: string;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  updated_at: number;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
