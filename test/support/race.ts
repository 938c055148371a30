import { vi } from 'vitest';
import { Database } from '#libs/storage';
import type { TestPortico } from './portico.js';

/**
 * Makes a race certain: `count` requests read the row that the statement finds, and none goes on before all have. Every
 * one of them has then seen it unspent, which is the worst order that there can be. Until `vi.restoreAllMocks()`.
 *
 * @param statement a part of the SQL
 */
export function meetAfterReading(
  servers: readonly TestPortico[],
  statement: string,
  { count }: { readonly count: number },
): void {
  let arrived = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  for (const server of servers) {
    const database = server.get(Database);
    const row = database.row.bind(database) as (sql: string, values?: never) => Promise<unknown>;
    vi.spyOn(database, 'row').mockImplementation(async (sql, values) => {
      const found = await row(sql, values as never);
      if (sql.includes(statement)) {
        arrived += 1;
        if (arrived >= count) open();
        await all;
      }
      return found as never;
    });
  }
}
