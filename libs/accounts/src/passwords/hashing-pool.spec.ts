import { describe, expect, it } from 'vitest';
import { HasherBusy, HashingPool } from './hashing-pool.js';

/** Work that ends when told. */
function held() {
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => done, release: () => release() };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('The pool that hashes passwords', () => {
  it('runs so many at once, lets so many wait, and refuses the rest', async () => {
    const pool = new HashingPool(2, 3);
    const gate = held();
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await gate.work();
      running -= 1;
    };
    const all = Array.from({ length: 8 }, () => pool.run(work).catch((error) => error));
    await soon();
    expect(running).toBe(2);
    gate.release();
    const results = await Promise.all(all);
    expect(most).toBe(2);
    expect(results.filter((result) => result instanceof HasherBusy)).toHaveLength(3);
    expect(results.at(-1)).toMatchObject({ retry_after: 1 });
  });

  it('takes them in the order in which they came', async () => {
    const pool = new HashingPool(1, 10);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map((n) =>
        pool.run(async () => {
          await soon();
          order.push(n);
        }),
      ),
    );
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('lets nobody who comes later slip in beside one who waited', async () => {
    const pool = new HashingPool(1, 10);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await soon();
      running -= 1;
    };
    const first = pool.run(work);
    const second = pool.run(work);
    await first;
    await Promise.all([second, pool.run(work), pool.run(work)]);
    expect(most).toBe(1);
  });

  it('frees the place of work that failed', async () => {
    const pool = new HashingPool(1, 0);
    const fail = () => pool.run(() => Promise.reject(new Error('no')));
    await expect(fail()).rejects.toThrow('no');
    await expect(fail()).rejects.toThrow('no');
    expect(await pool.run(async () => 7)).toBe(7);
  });
});
