import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';

const varchar = (name: string, length: number, more: Partial<TableColumnOptions> = {}) => ({
  name,
  type: 'varchar',
  length: String(length),
  ...more,
});
const bigint = (name: string, more: Partial<TableColumnOptions> = {}) => ({ name, type: 'bigint', ...more });
const nullable = { isNullable: true } as const;

/** What devices without a browser ask for (RFC 8628). */
export class DeviceCodes1764300000000 implements MigrationInterface {
  readonly name = 'DeviceCodes1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const sqlite = runner.dataSource.options.type === 'better-sqlite3';
    await runner.createTable(
      new Table({
        name: 'device_codes',
        columns: [
          varchar('device_code_hash', 64, { isPrimary: true }),
          varchar('user_code_mac', 64),
          varchar('client_id', 128),
          { name: 'asked_scope', type: 'text' },
          { name: 'asked_resource', type: 'text', ...nullable },
          varchar('ip', 45, nullable),
          bigint('created_at'),
          bigint('expires_at'),
          { name: 'poll_interval', type: sqlite ? 'integer' : 'int' },
          bigint('next_poll_at_ms'),
          varchar('decision', 16, nullable),
          varchar('grant_id', 43, nullable),
          bigint('spent_at', nullable),
          varchar('attempt_id', 43, nullable),
          bigint('removable_at'),
        ],
        indices: [
          new TableIndex({ name: 'device_codes_user_code', columnNames: ['user_code_mac'], isUnique: true }),
          new TableIndex({ name: 'device_codes_removable', columnNames: ['removable_at'] }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('device_codes');
  }
}
