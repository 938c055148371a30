import { StartRefused } from '#libs/config';

/** What kind of server answers at a `mysql://` address, and how its database compares text. */
export interface MysqlServer {
  readonly product: 'mysql' | 'mariadb';
  readonly database: string;
  readonly collation: string;
  /** The one that compares bytes and pads nothing. */
  readonly wantedCollation: string;
}

/** The database's collation would make different identifiers equal. */
export class CollationRefused extends StartRefused {
  constructor(server: MysqlServer) {
    super(
      `the database ${server.database} has the collation ${server.collation}, which compares identifiers inexactly; ` +
        `run: ALTER DATABASE \`${server.database}\` CHARACTER SET utf8mb4 COLLATE ${server.wantedCollation}`,
    );
  }
}

/** Asks the server what it is. The driver is loaded only here, for a start on SQLite needs none of it. */
export async function readMysqlServer(url: string): Promise<MysqlServer> {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:') }).catch(
    (cause: unknown) => {
      throw new StartRefused(
        `the database can't be reached: ${cause instanceof Error ? cause.message : cause}`,
        { cause },
      );
    },
  );
  try {
    const [rows] = await connection.query(
      'SELECT VERSION() AS version, DATABASE() AS name, @@collation_database AS collation_name',
    );
    const [{ version, name, collation_name }] = rows as [
      { version: string; name: string; collation_name: string },
    ];
    const product = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
    return {
      product,
      database: name,
      collation: collation_name,
      wantedCollation: product === 'mariadb' ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin',
    };
  } finally {
    await connection.end();
  }
}
