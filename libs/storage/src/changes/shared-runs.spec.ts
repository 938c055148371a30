import { describe, expect, it } from 'vitest';
import { SharedRuns } from './shared-runs.js';

/** Work whose runs end when they are told to. */
function stepwise() {
  const ends: (() => void)[] = [];
  const runs = new SharedRuns(() => new Promise<void>((resolve) => ends.push(resolve)));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { ends, runs, settled };
}

describe('A run that serves many', () => {
  it('is one for all who ask before it begins', async () => {
    const { ends, runs, settled } = stepwise();
    const asked = [runs.ask(), runs.ask(), runs.ask()];
    await settled();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await Promise.all(asked);
  });

  it('does not serve who asks once it has begun: they get the next one, which begins when it ends', async () => {
    const { ends, runs, settled } = stepwise();
    const first = runs.ask();
    await settled();
    let served = false;
    const late = Promise.all([runs.ask(), runs.ask()]).then(() => {
      served = true;
    });
    await settled();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await first;
    await settled();
    expect({ runs: ends.length, served }).toEqual({ runs: 2, served: false });
    ends[1]?.();
    await late;
  });

  it('keeps nobody waiting for those who come after', async () => {
    const { ends, runs, settled } = stepwise();
    const first = runs.ask();
    await settled();
    const others = runs.ask();
    ends[0]?.();
    await first;
    await settled();
    ends[1]?.();
    await others;
  });

  it('that fails fails for those whom it served, and the next one runs', async () => {
    let fails = true;
    const runs = new SharedRuns(async () => {
      if (fails) throw new Error('no');
    });
    await expect(runs.ask()).rejects.toThrow('no');
    fails = false;
    await runs.ask();
  });
});
