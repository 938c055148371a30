import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';

const primary = { isPrimary: true } as const;
const nullable = { isNullable: true } as const;
type Kind = typeof primary | typeof nullable | Record<string, never>;

/** Column makers for one engine: only types that both have, each named for the engine it is made on. */
function columns(sqlite: boolean) {
  const column =
    (type: string) =>
    (name: string, kind: Kind = {}): TableColumnOptions => ({ name, type, ...kind });
  return {
    text: column('text'),
    int: column(sqlite ? 'integer' : 'int'),
    bigint: column('bigint'),
    boolean: column(sqlite ? 'boolean' : 'tinyint'),
    varchar: (name: string, length: number, kind: Kind = {}): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
      ...kind,
    }),
  };
}

const index = (name: string, ...columnNames: string[]) => new TableIndex({ name, columnNames });
const unique = (name: string, ...columnNames: string[]) =>
  new TableIndex({ name, columnNames, isUnique: true });
const table = (name: string, tableColumns: TableColumnOptions[], indices: TableIndex[] = []) =>
  new Table({ name, columns: tableColumns, indices });

function tables(sqlite: boolean): readonly Table[] {
  const { varchar, text, int, bigint, boolean } = columns(sqlite);
  return [
    table(
      'accounts',
      [
        varchar('id', 36, primary),
        varchar('sub', 255),
        varchar('status', 16),
        varchar('admin_role', 16, nullable),
        text('roles'),
        varchar('name', 255, nullable),
        varchar('given_name', 255, nullable),
        varchar('family_name', 255, nullable),
        varchar('middle_name', 255, nullable),
        varchar('nickname', 255, nullable),
        varchar('preferred_username', 255, nullable),
        text('profile', nullable),
        text('picture', nullable),
        text('website', nullable),
        varchar('email', 320, nullable),
        boolean('email_verified'),
        varchar('gender', 64, nullable),
        varchar('birthdate', 10, nullable),
        varchar('zoneinfo', 64, nullable),
        varchar('locale', 35, nullable),
        varchar('phone_number', 32, nullable),
        boolean('phone_number_verified'),
        text('address', nullable),
        text('custom_attributes'),
        bigint('created_at'),
        bigint('updated_at'),
        int('version'),
      ],
      [
        index('accounts_name', 'name'),
        index('accounts_created', 'created_at', 'id'),
        unique('accounts_sub', 'sub'),
      ],
    ),
    table(
      'credentials',
      [
        varchar('id', 36, primary),
        varchar('account_id', 36),
        varchar('type', 16),
        text('data'),
        bigint('created_at'),
        bigint('last_used_at', nullable),
      ],
      [index('credentials_account', 'account_id', 'type')],
    ),
    table(
      'one_time_tokens',
      [
        varchar('token_hash', 64, primary),
        varchar('purpose', 16),
        varchar('account_id', 36, nullable),
        bigint('created_at'),
        bigint('expires_at'),
      ],
      [index('one_time_tokens_expires', 'expires_at'), index('one_time_tokens_account', 'account_id')],
    ),
    table('retired_subjects', [varchar('sub', 255, primary), bigint('deleted_at')]),
    table(
      'sign_in_names',
      [
        varchar('normalised', 320, primary),
        varchar('account_id', 36),
        varchar('kind', 16),
        bigint('created_at'),
      ],
      [index('sign_in_names_account', 'account_id')],
    ),
    table(
      'audit_events',
      [
        varchar('id', 36, primary),
        bigint('at_ms'),
        varchar('type', 64),
        varchar('actor', 160),
        varchar('on_behalf_of', 160, nullable),
        varchar('subject', 160, nullable),
        varchar('client_id', 128, nullable),
        varchar('ip', 45, nullable),
        varchar('request_id', 64, nullable),
        varchar('reference', 16, nullable),
        varchar('outcome', 16),
        text('data', nullable),
        int('schema_version'),
      ],
      [
        index('audit_events_client', 'client_id', 'at_ms'),
        index('audit_events_subject', 'subject', 'at_ms'),
        index('audit_events_at', 'at_ms'),
      ],
    ),
    table(
      'refusals',
      [
        varchar('reference', 16, primary),
        bigint('at_ms'),
        varchar('error', 64),
        text('description'),
        varchar('rule', 64, nullable),
        text('facts', nullable),
        varchar('client_id', 128, nullable),
        varchar('endpoint', 200),
        varchar('ip', 45, nullable),
        varchar('request_id', 64, nullable),
      ],
      [index('refusals_at', 'at_ms')],
    ),
    table(
      'consents',
      [
        varchar('account_id', 36, primary),
        varchar('client_id', 128, primary),
        text('scope'),
        bigint('created_at'),
        bigint('updated_at'),
      ],
      [index('consents_client', 'client_id')],
    ),
    table(
      'client_assertions',
      [varchar('assertion_hash', 64, primary), bigint('expires_at')],
      [index('client_assertions_expires', 'expires_at')],
    ),
    table(
      'clients',
      [
        varchar('client_id', 128, primary),
        varchar('client_name', 255, nullable),
        text('client_uri', nullable),
        text('logo_uri', nullable),
        text('policy_uri', nullable),
        text('tos_uri', nullable),
        text('contacts'),
        varchar('application_type', 16),
        text('redirect_uris'),
        text('post_logout_redirect_uris'),
        text('allowed_origins'),
        text('grant_types'),
        text('response_types'),
        text('scope', nullable),
        text('default_scope', nullable),
        varchar('token_endpoint_auth_method', 32),
        varchar('token_endpoint_auth_signing_alg', 16, nullable),
        text('jwks', nullable),
        text('jwks_uri', nullable),
        varchar('id_token_signed_response_alg', 16, nullable),
        varchar('access_token_signed_response_alg', 16, nullable),
        int('default_max_age', nullable),
        boolean('require_auth_time'),
        text('initiate_login_uri', nullable),
        varchar('software_id', 255, nullable),
        varchar('software_version', 255, nullable),
        varchar('profile', 32),
        boolean('require_pkce', nullable),
        boolean('require_consent', nullable),
        varchar('access_token_format', 16, nullable),
        int('access_token_lifetime', nullable),
        int('refresh_token_lifetime', nullable),
        int('refresh_token_idle_lifetime', nullable),
        varchar('status', 16),
        varchar('machine_grant_id', 43),
        bigint('created_at'),
        bigint('updated_at'),
        int('version'),
        bigint('feed_version'),
      ],
      [index('clients_feed', 'feed_version'), index('clients_name', 'client_name', 'client_id')],
    ),
    table(
      'client_secrets',
      [
        varchar('id', 36, primary),
        varchar('client_id', 128),
        varchar('secret_hash', 64),
        bigint('created_at'),
        bigint('expires_at', nullable),
      ],
      [index('client_secrets_client', 'client_id')],
    ),
    table('signing_keys', [
      varchar('kid', 64, primary),
      varchar('alg', 16),
      text('public_jwk'),
      text('sealed_private_jwk', nullable),
      bigint('created_at'),
      bigint('signs_from'),
      bigint('signs_until', nullable),
      bigint('published_until', nullable),
      int('version'),
      bigint('feed_version'),
    ]),
    table(
      'sessions',
      [
        varchar('sid', 43, primary),
        varchar('secret_hash', 64),
        varchar('account_id', 36),
        bigint('authenticated_at_ms'),
        text('amr'),
        varchar('acr', 64, nullable),
        bigint('created_at'),
        bigint('last_seen_at'),
        bigint('expires_at'),
        varchar('ip', 45, nullable),
        varchar('user_agent', 255, nullable),
      ],
      [
        index('sessions_expires', 'expires_at'),
        index('sessions_account', 'account_id'),
        unique('sessions_secret', 'secret_hash'),
      ],
    ),
    table(
      'sign_in_throttles',
      [varchar('throttle_key', 64, primary), int('attempts'), bigint('expires_at')],
      [index('sign_in_throttles_expires', 'expires_at')],
    ),
    table('change_tombstones', [
      varchar('kind', 32, primary),
      varchar('row_id', 255, primary),
      bigint('feed_version'),
    ]),
    table('change_versions', [varchar('kind', 32, primary), bigint('feed_version')]),
    table('settings', [varchar('name', 64, primary), text('value'), int('version'), bigint('feed_version')]),
    table(
      'access_tokens',
      [
        varchar('token_hash', 64, primary),
        varchar('grant_id', 43),
        varchar('client_id', 128),
        varchar('account_id', 36, nullable),
        text('scope'),
        text('aud'),
        bigint('created_at'),
        bigint('expires_at'),
      ],
      [index('access_tokens_expires', 'expires_at'), index('access_tokens_grant', 'grant_id')],
    ),
    table(
      'revoked_access_tokens',
      [varchar('jti', 64, primary), bigint('expires_at')],
      [index('revoked_access_tokens_expires', 'expires_at')],
    ),
    table(
      'authorization_codes',
      [
        varchar('code_hash', 64, primary),
        varchar('grant_id', 43),
        varchar('client_id', 128),
        varchar('redirect_uri', 2000),
        varchar('code_challenge', 43, nullable),
        text('nonce', nullable),
        bigint('created_at'),
        bigint('expires_at'),
        bigint('spent_at', nullable),
        varchar('attempt_id', 43, nullable),
      ],
      [index('authorization_codes_expires', 'expires_at'), index('authorization_codes_grant', 'grant_id')],
    ),
    table(
      'grants',
      [
        varchar('grant_id', 43, primary),
        varchar('client_id', 128),
        varchar('account_id', 36),
        varchar('sid', 43),
        text('scope'),
        text('claims', nullable),
        bigint('auth_time'),
        text('amr'),
        varchar('acr', 64, nullable),
        boolean('offline'),
        bigint('created_at'),
        bigint('expires_at'),
        bigint('revoked_at', nullable),
      ],
      [
        index('grants_expires', 'expires_at'),
        index('grants_client', 'client_id'),
        index('grants_sid', 'sid'),
        index('grants_account_client', 'account_id', 'client_id'),
      ],
    ),
    table(
      'refresh_tokens',
      [
        varchar('token_hash', 64, primary),
        varchar('grant_id', 43),
        varchar('client_id', 128),
        bigint('created_at'),
        bigint('expires_at'),
        bigint('idle_expires_at'),
        bigint('rotated_at_ms', nullable),
        varchar('successor_hash', 64, nullable),
      ],
      [index('refresh_tokens_expires', 'expires_at'), index('refresh_tokens_grant', 'grant_id')],
    ),
  ];
}

/** The first schema. `leases` is made before any migration, by the code that takes turns to migrate. */
export class FirstSchema1764000000000 implements MigrationInterface {
  readonly name = 'FirstSchema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables(isSqlite(runner))) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables(isSqlite(runner))].reverse()) await runner.dropTable(each);
  }
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
