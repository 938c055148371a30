import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** Which of a person's data they agreed to give one by one, beside whole scopes. */
export class ConsentedClaims1764850000000 implements MigrationInterface {
  readonly name = 'ConsentedClaims1764850000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('consents', new TableColumn({ name: 'claims', type: 'text', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('consents', 'claims');
  }
}
