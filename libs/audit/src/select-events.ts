import type { SqlValue } from '#libs/storage';
import type { AuditFilters } from './audit-event.js';
import type { EventPosition } from './event-cursor.js';

/** What is compared for equality, the narrowest first; each has an index that continues with the time. */
const COLUMNS = ['subject', 'actor', 'ip', 'client_id', 'type', 'outcome'] as const;

interface Selection {
  /** After WHERE. */
  readonly where: string;
  readonly values: readonly SqlValue[];
}

/**
 * The condition of what the filters leave before `from`. Only the narrowest column is compared as it is. The others
 * are behind a function, out of reach of their indexes: SQLite can't tell one event of this address from nearly all
 * that succeeded, and would take either.
 */
export function selectEvents(filters: AuditFilters, from: EventPosition | undefined): Selection {
  const given = COLUMNS.flatMap((column) => {
    const value = filters[column];
    return value === undefined ? [] : [{ column, value }];
  });
  const conditions: (readonly [string, ...SqlValue[]])[] = given.map(({ column, value }, place) => [
    place === 0 ? `${column} = ?` : `COALESCE(${column}, '') = ?`,
    value,
  ]);
  if (filters.from_ms !== undefined) conditions.push(['at_ms >= ?', filters.from_ms]);
  if (filters.to_ms !== undefined) conditions.push(['at_ms < ?', filters.to_ms]);
  // The first half is where the index is entered; an OR alone would read every newer event again.
  if (from) conditions.push(['at_ms <= ? AND (at_ms < ? OR id < ?)', from.at_ms, from.at_ms, from.id]);
  return {
    where: conditions.map(([condition]) => condition).join(' AND ') || '1 = 1',
    values: conditions.flatMap(([, ...bound]) => bound),
  };
}
