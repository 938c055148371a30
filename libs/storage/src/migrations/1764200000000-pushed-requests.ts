import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

/** Authorization requests that clients push before they send the browser. RFC 9126 */
export class PushedRequests1764200000000 implements MigrationInterface {
  readonly name = 'PushedRequests1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'pushed_requests',
        columns: [
          { name: 'request_uri_hash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'client_id', type: 'varchar', length: '128' },
          { name: 'parameters', type: 'text' },
          { name: 'created_at', type: 'bigint' },
          { name: 'expires_at', type: 'bigint' },
          { name: 'spent_at', type: 'bigint', isNullable: true },
        ],
        indices: [new TableIndex({ name: 'pushed_requests_expires', columnNames: ['expires_at'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('pushed_requests');
  }
}
