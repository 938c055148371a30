import { describe, expect, it } from 'vitest';
import { eventId } from './event-id.js';

describe('RFC 9562 §5.7: event ids', () => {
  it('are UUIDs of version 7 that hold the time', () => {
    const id = eventId(0x0192_3456_789a);
    expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sort in the order in which they were made, within a millisecond too', () => {
    const ids = Array.from({ length: 4000 }, (_, n) => eventId(1_700_000_000_000 + Math.floor(n / 1000)));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(4000);
  });
});
