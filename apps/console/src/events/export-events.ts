import { api } from '../api/client';
import type { EventFilters } from './event-filters';

/** Saves everything that the filters leave as a file of JSON lines, newest first, also what isn't on the screen. */
export async function exportEvents(filters: EventFilters): Promise<void> {
  const { data } = await api.GET('/admin/v1/events/export', { params: { query: filters }, parseAs: 'blob' });
  if (!data) return;
  const url = URL.createObjectURL(data);
  const link = Object.assign(document.createElement('a'), { href: url, download: 'portico-events.jsonl' });
  link.click();
  URL.revokeObjectURL(url);
}
