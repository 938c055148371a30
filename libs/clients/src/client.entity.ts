import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PolicyAssignment } from '#libs/accounts';

export const APPLICATION_TYPES = ['web', 'native'] as const;
export type ApplicationType = (typeof APPLICATION_TYPES)[number];

export const CLIENT_STATUSES = ['enabled', 'disabled'] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

export const ACCESS_TOKEN_FORMATS = ['jwt', 'opaque'] as const;
export type AccessTokenFormat = (typeof ACCESS_TOKEN_FORMATS)[number];

/** OpenID Connect Core 1.0 §8 */
export const SUBJECT_TYPES = ['public', 'pairwise'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** By which names a client's assertions may call Portico. RFC 7523 §3, RFC 9126 §2 */
export const ASSERTION_AUDIENCES = ['issuer', 'issuer_or_token_endpoint'] as const;
export type AssertionAudience = (typeof ASSERTION_AUDIENCES)[number];

/** How a client came to be that no administrator created. */
export const REGISTRARS = ['registration'] as const;
export type Registrar = (typeof REGISTRARS)[number];

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

  /** Null: userinfo is plain JSON. OpenID Connect Core 1.0 §5.3.2. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  userinfo_signed_response_alg: string | null;

  /** Null: any that its keys fit. OpenID Connect Core 1.0 §6.1. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  request_object_signing_alg: string | null;

  /** Byte for byte as registered. OpenID Connect Core 1.0 §6.2. */
  @Column({ type: 'simple-json', nullable: true })
  request_uris: string[] | null;

  /** For requests without `acr_values`. OpenID Connect Dynamic Client Registration 1.0 §2. */
  @Column({ type: 'simple-json', nullable: true })
  default_acr_values: string[] | null;

  /** Null: public. OpenID Connect Core 1.0 §8. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  subject_type: SubjectType | null;

  /** Holds a JSON array of redirect URIs; its host is the sector. OpenID Connect Core 1.0 §8.1. */
  @Column({ type: 'text', nullable: true })
  sector_identifier_uri: string | null;

  /** OpenID Connect Back-Channel Logout 1.0 §2.2. */
  @Column({ type: 'text', nullable: true })
  backchannel_logout_uri: string | null;

  /** Null: false. */
  @Column({ type: 'boolean', nullable: true })
  backchannel_logout_session_required: boolean | null;

  /** OpenID Connect Front-Channel Logout 1.0 §2. */
  @Column({ type: 'text', nullable: true })
  frontchannel_logout_uri: string | null;

  /** Null: false. */
  @Column({ type: 'boolean', nullable: true })
  frontchannel_logout_session_required: boolean | null;

  /** What it may ask access tokens for, besides Portico; null: nothing. RFC 8707 §2. */
  @Column({ type: 'simple-json', nullable: true })
  allowed_resources: string[] | null;

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

  /** RFC 9126 §6. */
  @Column({ type: 'boolean', nullable: true })
  require_pushed_authorization_requests: boolean | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  client_assertion_audience: AssertionAudience | null;

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

  /** Null: an administrator, or the configuration. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  registered_by: Registrar | null;

  /** SHA-256, base64url, of the registration access token (RFC 7592 §3); null: none. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  registration_token_hash: string | null;

  /** Set by an administrator, or how the client started; without it only what its access policies allow. */
  @Column({ type: 'boolean', default: true })
  unrestricted: boolean;

  /** Null: none. */
  @Column({ type: 'simple-json', nullable: true })
  access_policies: readonly PolicyAssignment[] | null;

  @Column({ type: 'bigint' })
  created_at: number;

  @Column({ type: 'bigint' })
  updated_at: number;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'bigint' })
  feed_version: number;
}
