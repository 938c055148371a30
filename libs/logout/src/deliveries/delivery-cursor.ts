import { InvalidCursor } from '#libs/audit';

/** Where a page of deliveries ended: the next one begins with what is older. */
export interface DeliveryPosition {
  readonly created_at: number;
  readonly id: string;
}

/** Opaque to callers. */
export function formatDeliveryCursor({ created_at, id }: DeliveryPosition): string {
  return Buffer.from(`${created_at}.${id}`).toString('base64url');
}

/** @throws InvalidCursor when it isn't one that was given out */
export function parseDeliveryCursor(cursor: string): DeliveryPosition {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, created_at, id] = /^(\d{1,12})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (created_at === undefined || id === undefined) throw new InvalidCursor();
  return { created_at: Number(created_at), id };
}
