import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { soon } from './soon.js';

describe('What is done soon', () => {
  it('is done once, after some turns of the event loop in which others go on', async () => {
    let done = 0;
    let turns = 0;
    soon(() => {
      done += 1;
    });
    for (; done === 0 && turns < 100; turns += 1) await nextTurn();
    expect(turns).toBeGreaterThan(1);
    expect(turns).toBeLessThan(10);
    await nextTurn();
    expect(done).toBe(1);
  });

  it('is done in the order in which it was asked for', async () => {
    const order: number[] = [];
    await new Promise<void>((resolve) => {
      soon(() => order.push(1));
      soon(() => order.push(2));
      soon(resolve);
    });
    expect(order).toEqual([1, 2]);
  });
});
