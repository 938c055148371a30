import { describe, expect, it } from 'vitest';
import type { Refusal } from './refusal.js';
import { RefusalQueue } from './refusal-queue.js';

const refusal = (reference: string, ip: string | null) => ({ reference, ip }) as Refusal;
const fill = (queue: RefusalQueue, count: number, ip: (n: number) => string | null) => {
  for (let n = 0; n < count; n += 1) queue.offer(refusal(`${ip(n)}-${n}`, ip(n)));
};

describe('The queue of refusals', () => {
  it('holds a thousand, and says when one was lost', () => {
    const queue = new RefusalQueue();
    fill(queue, 999, String);
    expect(queue.offer(refusal('last', 'a'))).toBe(true);
    expect(queue.offer(refusal('more', 'b'))).toBe(false);
    expect(queue.find('more')).toBeDefined();
    expect(queue.size).toBe(1000);
  });

  it('holds 200 of one address, or of none', () => {
    for (const ip of ['192.0.2.1', null]) {
      const queue = new RefusalQueue();
      fill(queue, 300, () => ip);
      expect(queue.size).toBe(200);
    }
  });

  it('has room again for an address whose refusals were lost to others', () => {
    const queue = new RefusalQueue();
    fill(queue, 200, () => 'first');
    expect(queue.offer(refusal('no', 'first'))).toBe(false);
    fill(queue, 20_000, String);
    queue.offer(refusal('yes', 'first'));
    expect(queue.find('no')).toBeUndefined();
    expect(queue.find('yes')).toBeDefined();
  });

  it('gives the oldest first, and keeps them until they are removed', () => {
    const queue = new RefusalQueue();
    fill(queue, 3, String);
    const oldest = queue.oldest(2);
    expect(oldest.map(({ ip }) => ip)).toEqual(['0', '1']);
    expect(queue.find('0-0')).toBeDefined();
    queue.remove(oldest);
    expect(queue.find('0-0')).toBeUndefined();
    expect(queue.oldest(5).map(({ ip }) => ip)).toEqual(['2']);
  });
});
