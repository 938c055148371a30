import { QueryFailedError } from 'typeorm';

/** The driver's own word for what went wrong: `ER_DUP_ENTRY`, or SQLite's extended result code. */
function driverCode(error: unknown): string | number | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code, errcode } = error.driverError as { code?: string; errcode?: number };
  return errcode ?? code;
}

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const SQLITE_UNIQUE = new Set<string | number>([1555, 2067]);

/** Whether a statement failed because a row with that unique value is there already. */
export function isUniqueViolation(error: unknown): boolean {
  const code = driverCode(error);
  if (code === undefined) return false;
  if (code === 'ER_DUP_ENTRY' || SQLITE_UNIQUE.has(code)) return true;
  return error instanceof Error && error.message.includes('UNIQUE constraint failed');
}

const MYSQL_CONFLICTS = new Set<string | number>(['ER_LOCK_DEADLOCK', 'ER_CHECKREAD']);

/** Whether the database chose this unit of work to give way, so that running it anew is right. */
export function isConflictWorthRetrying(error: unknown): boolean {
  const code = driverCode(error);
  return code !== undefined && MYSQL_CONFLICTS.has(code);
}
