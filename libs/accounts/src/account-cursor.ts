import { MalformedCursor } from './account-errors.js';

/** Where a page of people ended: the sort key of its last row. */
export interface AccountPosition {
  readonly created_at: number;
  readonly id: string;
}

/** An opaque word for a position; it names no column and decides nothing but where to go on. */
export function formatAccountCursor({ created_at, id }: AccountPosition): string {
  return Buffer.from(`${created_at},${id}`).toString('base64url');
}

/** @throws MalformedCursor for anything that `formatAccountCursor` doesn't make */
export function parseAccountCursor(cursor: string): AccountPosition {
  const text = /^[\w-]{1,128}$/.test(cursor) ? Buffer.from(cursor, 'base64url').toString('utf8') : '';
  const [, seconds, id] = /^(\d{1,15}),([0-9a-f-]{36})$/.exec(text) ?? [];
  if (seconds === undefined || id === undefined) throw new MalformedCursor();
  return { created_at: Number(seconds), id };
}
