import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';

const varchar = (name: string, length: number, more: Partial<TableColumnOptions> = {}) => ({
  name,
  type: 'varchar',
  length: String(length),
  ...more,
});
const bigint = (name: string) => ({ name, type: 'bigint' });
const text = (name: string, more: Partial<TableColumnOptions> = {}) => ({ name, type: 'text', ...more });
const nullable = { isNullable: true } as const;
const key = { isPrimary: true } as const;

function tables(int: string): readonly Table[] {
  const administered = [{ name: 'version', type: int }, bigint('feed_version')];
  return [
    new Table({
      name: 'access_policies',
      columns: [
        varchar('id', 36, key),
        varchar('name', 128),
        text('document'),
        bigint('created_at'),
        bigint('updated_at'),
        ...administered,
      ],
      indices: [
        new TableIndex({ name: 'access_policies_name', columnNames: ['name'], isUnique: true }),
        new TableIndex({ name: 'access_policies_feed', columnNames: ['feed_version'] }),
      ],
    }),
    new Table({
      name: 'access_policy_versions',
      columns: [
        varchar('policy_id', 36, key),
        { name: 'version', type: int, ...key },
        text('document'),
        varchar('actor', 255),
        bigint('created_at'),
      ],
    }),
    new Table({
      name: 'people_groups',
      columns: [
        varchar('id', 36, key),
        varchar('name', 128),
        text('description', nullable),
        text('access_policies'),
        bigint('created_at'),
        bigint('updated_at'),
        ...administered,
      ],
      indices: [
        new TableIndex({ name: 'people_groups_name', columnNames: ['name'], isUnique: true }),
        new TableIndex({ name: 'people_groups_feed', columnNames: ['feed_version'] }),
      ],
    }),
    new Table({
      name: 'group_members',
      columns: [varchar('group_id', 36, key), varchar('account_id', 36, key), bigint('created_at')],
      indices: [new TableIndex({ name: 'group_members_account', columnNames: ['account_id'] })],
    }),
    new Table({
      name: 'role_access',
      columns: [varchar('role', 64, key), text('access_policies'), bigint('updated_at'), ...administered],
      indices: [new TableIndex({ name: 'role_access_feed', columnNames: ['feed_version'] })],
    }),
  ];
}

/** Whoever was there before never had a policy: they stay as they were. */
function bearerColumns(sqlite: boolean): readonly TableColumn[] {
  return [
    new TableColumn({
      name: 'unrestricted',
      type: sqlite ? 'boolean' : 'tinyint',
      default: '1',
    }),
    new TableColumn(text('access_policies', nullable)),
  ];
}

const groupIds = new TableColumn(text('group_ids', nullable));
const grantIp = new TableColumn(varchar('ip', 45, nullable));

/** Access policies, who has them, the groups of people, and from where a person gave a grant. */
export class AccessPolicies1764700000000 implements MigrationInterface {
  readonly name = 'AccessPolicies1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(isSqlite(runner) ? 'integer' : 'int')) await runner.createTable(table);
    for (const table of ['clients', 'accounts']) {
      await runner.addColumns(table, [...bearerColumns(isSqlite(runner))]);
    }
    await runner.addColumn('accounts', groupIds);
    await runner.addColumn('grants', grantIp);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('grants', grantIp);
    await runner.dropColumn('accounts', groupIds);
    for (const table of ['clients', 'accounts']) {
      await runner.dropColumns(table, [...bearerColumns(isSqlite(runner))]);
    }
    for (const { name } of tables('int').toReversed()) await runner.dropTable(name);
  }
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
