import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

describe('A pace of ten a second, three at once', () => {
  it('lets three begin at once after a quiet time, and then one every tenth of a second', () => {
    const pace = new Pace(10, 3, () => 5000);
    expect([pace.take(), pace.take(), pace.take(), pace.take(), pace.take()]).toEqual([0, 0, 0, 100, 200]);
  });

  it('is not owed more for a longer quiet', () => {
    let now = 0;
    const pace = new Pace(10, 3, () => now);
    pace.take();
    now = 60_000;
    expect([pace.take(), pace.take(), pace.take(), pace.take()]).toEqual([0, 0, 0, 100]);
  });

  it('gives back a turn for each tenth of a second', () => {
    let now = 0;
    const pace = new Pace(10, 3, () => now);
    for (let turn = 0; turn < 3; turn += 1) pace.take();
    now = 100;
    expect([pace.take(), pace.take()]).toEqual([0, 100]);
  });
});
