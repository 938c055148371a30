import { api } from '../api/client';
import type { EventFilters } from './event-filters';

const PAGE = 200;

/** Saves all events that the filters leave as a file of JSON lines, newest first. */
export async function exportEvents(filters: EventFilters): Promise<void> {
  const lines: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const query = { limit: PAGE, ...filters, ...(cursor && { cursor }) };
    const { data }: { data?: { items: readonly unknown[]; next_cursor?: string } } = await api.GET(
      '/admin/v1/events',
      { params: { query } },
    );
    for (const event of data?.items ?? []) lines.push(`${JSON.stringify(event)}\n`);
    cursor = data?.next_cursor;
  }
  const url = URL.createObjectURL(new Blob(lines, { type: 'application/x-ndjson' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'portico-events.jsonl' });
  link.click();
  URL.revokeObjectURL(url);
}
