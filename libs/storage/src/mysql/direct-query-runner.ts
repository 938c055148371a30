import { createRequire } from 'node:module';
import { type DataSource, QueryFailedError, QueryResult } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';

const require = createRequire(import.meta.url);
const { MysqlQueryRunner } =
  require('typeorm/driver/mysql/MysqlQueryRunner') as typeof import('typeorm/driver/mysql/MysqlQueryRunner.js');

/** The part of a connection of `mysql2` that is used here. */
interface Connection {
  query(
    sql: string,
    values: readonly unknown[],
    done: (error: Error | null, result: unknown) => void,
  ): unknown;
}

/**
 * TypeORM's query runner, which here asks the driver without a detour: TypeORM's own tells listeners that nobody
 * registered, and looks the driver's promises up in the file system for each statement.
 */
class DirectQueryRunner extends MysqlQueryRunner {
  // biome-ignore lint/suspicious/noExplicitAny: the signature is TypeORM's.
  override async query(sql: string, parameters: any[] = [], structured = false): Promise<any> {
    if (this.isReleased) return super.query(sql, parameters, structured);
    const raw = await ask(await this.connect(), sql, parameters);
    if (!structured) return raw;
    const result = new QueryResult();
    result.raw = raw;
    if (Array.isArray(raw)) result.records = raw;
    else result.affected = (raw as { affectedRows?: number }).affectedRows;
    return result;
  }
}

function ask(connection: Connection, sql: string, parameters: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connection.query(sql, parameters, (error, result) => {
      if (error) reject(new QueryFailedError(sql, [], error));
      else resolve(result);
    });
  });
}

/** Makes every query runner of this data source a direct one. Call before `initialize`. */
export function askDirectly(dataSource: DataSource): DataSource {
  const driver = dataSource.driver as MysqlDriver;
  driver.createQueryRunner = (mode) => new DirectQueryRunner(driver, mode);
  return dataSource;
}
