import { describe, expect, it } from 'vitest';
import { secondLook } from './second-look.js';

/** What is held, and what is newer elsewhere. */
function held(known: string[], newer: string[] = []) {
  const looks = { generation: 0, freshened: 0 };
  const changes = {
    get generation() {
      return looks.generation;
    },
    async freshen() {
      looks.freshened += 1;
      looks.generation += newer.length > 0 ? 1 : 0;
      known.push(...newer.splice(0));
    },
  };
  const find = (name: string) => secondLook(changes, () => known.includes(name), { returned: (is) => !is });
  const demand = (name: string) =>
    secondLook(
      changes,
      () => {
        if (!known.includes(name)) throw new RangeError(`no ${name}`);
        return name;
      },
      { thrown: (error) => error instanceof RangeError },
    );
  return { looks, changes, find, demand };
}

describe('A decision by registry data', () => {
  it('that is a yes asks for nothing', async () => {
    const { looks, find, demand } = held(['a']);
    expect(await find('a')).toBe(true);
    expect(await demand('a')).toBe('a');
    expect(looks.freshened).toBe(0);
  });

  it('that is a no is made again when something has changed', async () => {
    expect(await held([], ['a']).find('a')).toBe(true);
    expect(await held([], ['a']).demand('a')).toBe('a');
  });

  it('stays a no when it is one by the newest rows, too', async () => {
    expect(await held([], ['b']).find('a')).toBe(false);
    await expect(held([], ['b']).demand('a')).rejects.toThrow('no a');
  });

  it('is not made again when nothing has changed', async () => {
    const { looks, changes } = held([]);
    let made = 0;
    const decide = () => {
      made += 1;
      return false;
    };
    expect(await secondLook(changes, decide, { returned: (is) => !is })).toBe(false);
    expect({ made, freshened: looks.freshened }).toEqual({ made: 1, freshened: 1 });
  });

  it('is made again when the rows changed while it was made', async () => {
    const { looks, changes } = held([]);
    let made = 0;
    const decide = async () => {
      made += 1;
      if (made === 1) looks.generation += 1;
      return made === 2;
    };
    expect(await secondLook(changes, decide, { returned: (is) => !is })).toBe(true);
  });

  it('that fails for another reason is left alone', async () => {
    const { looks, changes } = held([], ['a']);
    const decide = () => {
      throw new TypeError('broken');
    };
    await expect(
      secondLook(changes, decide, { thrown: (error) => error instanceof RangeError }),
    ).rejects.toThrow('broken');
    expect(looks.freshened).toBe(0);
  });
});
