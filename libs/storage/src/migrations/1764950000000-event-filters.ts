import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const BY = ['type', 'actor', 'ip', 'outcome'];

/** The audit record is narrowed by what, who, from where and how it ended: each newest first, by an index. */
export class EventFilters1764950000000 implements MigrationInterface {
  readonly name = 'EventFilters1764950000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of BY) {
      await runner.createIndex(
        'audit_events',
        new TableIndex({ name: `audit_events_${column}`, columnNames: [column, 'at_ms'] }),
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of BY.toReversed()) await runner.dropIndex('audit_events', `audit_events_${column}`);
  }
}
