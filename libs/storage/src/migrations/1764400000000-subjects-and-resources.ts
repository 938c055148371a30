import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/** Subjects that differ from sector to sector, and the resources that a grant is for. */
export class SubjectsAndResources1764400000000 implements MigrationInterface {
  readonly name = 'SubjectsAndResources1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'pairwise_subjects',
        columns: [
          { name: 'pairwise_sub', type: 'varchar', length: '64', isPrimary: true },
          { name: 'sector', type: 'varchar', length: '255' },
          { name: 'sub', type: 'varchar', length: '255' },
        ],
        indices: [
          new TableIndex({
            name: 'pairwise_subjects_sector_sub',
            columnNames: ['sector', 'sub'],
            isUnique: true,
          }),
        ],
      }),
    );
    await runner.addColumn('grants', new TableColumn({ name: 'resource', type: 'text', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('grants', 'resource');
    await runner.dropTable('pairwise_subjects');
  }
}
