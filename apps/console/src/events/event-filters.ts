import type { paths } from '../api/schema.gen';

/** By what the audit record can be narrowed, as the admin API takes it. */
export type EventFilters = NonNullable<paths['/admin/v1/events/export']['get']['parameters']['query']>;

/** What is typed as it is. */
export const TEXTS = ['type', 'actor', 'subject', 'client_id', 'ip'] as const;
export const OUTCOMES = ['success', 'failure'] as const;
/** Moments, in epoch milliseconds. */
export const TIMES = ['from_ms', 'to_ms'] as const;

export type FilterName = keyof EventFilters;

/** The filters that an address of the page names; what it names wrongly is left out. */
export function filtersOf(search: URLSearchParams): EventFilters {
  const filters: EventFilters = {};
  for (const name of TEXTS) filters[name] = search.get(name) || undefined;
  for (const name of TIMES)
    if (/^\d{1,15}$/.test(search.get(name) ?? '')) filters[name] = Number(search.get(name));
  filters.outcome = OUTCOMES.find((outcome) => outcome === search.get('outcome'));
  return filters;
}

/** A moment as `<input type="datetime-local">` has it: the browser's own time, to the minute. */
export function localTime(ms: number | undefined): string {
  if (ms === undefined) return '';
  const offset = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offset).toISOString().slice(0, 16);
}

/** The reverse; nothing while it isn't a moment. */
export function momentOf(local: string): string {
  const ms = new Date(local).getTime();
  return Number.isNaN(ms) || ms < 0 ? '' : String(ms);
}
