import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Few people administer: counting and locking the owners reads them alone, not everybody. */
export class AdministratorsIndex1764600000000 implements MigrationInterface {
  readonly name = 'AdministratorsIndex1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'accounts',
      new TableIndex({ name: 'accounts_admin_role', columnNames: ['admin_role'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('accounts', 'accounts_admin_role');
  }
}
