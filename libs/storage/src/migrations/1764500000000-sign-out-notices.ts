import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

/** Who must be told when a session ends, and the outbox of what they are told. */
export class SignOutNotices1764500000000 implements MigrationInterface {
  readonly name = 'SignOutNotices1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    const int = runner.dataSource.options.type === 'better-sqlite3' ? 'integer' : 'int';
    await runner.createTable(
      new Table({
        name: 'session_clients',
        columns: [
          { name: 'sid', type: 'varchar', length: '43', isPrimary: true },
          { name: 'client_id', type: 'varchar', length: '128', isPrimary: true },
          { name: 'created_at', type: 'bigint' },
        ],
      }),
    );
    await runner.query(
      'INSERT INTO session_clients (sid, client_id, created_at) SELECT g.sid, g.client_id, MIN(g.created_at) ' +
        'FROM grants g JOIN sessions s ON s.sid = g.sid GROUP BY g.sid, g.client_id',
    );
    await runner.createTable(
      new Table({
        name: 'logout_deliveries',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'client_id', type: 'varchar', length: '128' },
          { name: 'sid', type: 'varchar', length: '43' },
          { name: 'sub', type: 'varchar', length: '255', isNullable: true },
          { name: 'status', type: 'varchar', length: '16' },
          { name: 'attempts', type: int },
          { name: 'due_at_ms', type: 'bigint' },
          { name: 'retry_until', type: 'bigint' },
          { name: 'last_error', type: 'varchar', length: '255', isNullable: true },
          { name: 'created_at', type: 'bigint' },
          { name: 'attempted_at', type: 'bigint', isNullable: true },
          { name: 'finished_at', type: 'bigint', isNullable: true },
        ],
        indices: [
          new TableIndex({ name: 'logout_deliveries_due', columnNames: ['status', 'due_at_ms'] }),
          new TableIndex({ name: 'logout_deliveries_finished', columnNames: ['status', 'finished_at'] }),
          new TableIndex({
            name: 'logout_deliveries_client',
            columnNames: ['client_id', 'created_at', 'id'],
          }),
          new TableIndex({
            name: 'logout_deliveries_session',
            columnNames: ['sid', 'client_id'],
            isUnique: true,
          }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('logout_deliveries');
    await runner.dropTable('session_clients');
  }
}
