/** Where a page of events or refusals ended: the next one begins with what is older. */
export interface EventPosition {
  readonly at_ms: number;
  /** Of a refusal, its reference. */
  readonly id: string;
}

/** The cursor isn't one that was given out. */
export class InvalidCursor extends Error {
  constructor() {
    super('the cursor is not one that was given out');
    this.name = 'InvalidCursor';
  }
}

export function formatCursor({ at_ms, id }: EventPosition): string {
  return Buffer.from(`${at_ms}.${id}`).toString('base64url');
}

/** @throws InvalidCursor */
export function parseCursor(cursor: string): EventPosition {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, at_ms, id] = /^(\d{1,15})\.([0-9a-f-]{36}|[0-9A-Z]{8})$/.exec(text) ?? [];
  if (at_ms === undefined || id === undefined) throw new InvalidCursor();
  return { at_ms: Number(at_ms), id };
}
