import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

type Columns = readonly TableColumn[];

/** Every one is nullable: clients that were registered before have none of it. */
function clientColumns(sqlite: boolean): Columns {
  const column = (type: string) => (name: string) => new TableColumn({ name, type, isNullable: true });
  const text = column('text');
  const boolean = column(sqlite ? 'boolean' : 'tinyint');
  const varchar = (name: string, length: number) =>
    new TableColumn({ name, type: 'varchar', length: String(length), isNullable: true });
  return [
    varchar('userinfo_signed_response_alg', 16),
    varchar('request_object_signing_alg', 16),
    text('request_uris'),
    text('default_acr_values'),
    varchar('subject_type', 16),
    text('sector_identifier_uri'),
    text('backchannel_logout_uri'),
    boolean('backchannel_logout_session_required'),
    text('frontchannel_logout_uri'),
    boolean('frontchannel_logout_session_required'),
    text('allowed_resources'),
    boolean('require_pushed_authorization_requests'),
    varchar('client_assertion_audience', 32),
    varchar('registered_by', 16),
    varchar('registration_token_hash', 64),
  ];
}

const secretColumns: Columns = [new TableColumn({ name: 'sealed_secret', type: 'text', isNullable: true })];

/** The rest of OpenID Connect's client metadata, dynamic registration, and secrets that sign. */
export class ClientMetadata1764100000000 implements MigrationInterface {
  readonly name = 'ClientMetadata1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('clients', [...clientColumns(isSqlite(runner))]);
    await runner.addColumns('client_secrets', [...secretColumns]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('client_secrets', [...secretColumns]);
    await runner.dropColumns('clients', [...clientColumns(isSqlite(runner))]);
  }
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
