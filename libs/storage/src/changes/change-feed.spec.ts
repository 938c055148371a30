import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { ChangeFeed } from './change-feed.js';
import { Registry, RegistryStale, STALE_AFTER_MS } from './registry.js';

interface Row {
  name: string;
  value: string;
}

let here: TestDatabase;
let there: TestDatabase;
let nowMs = 1_700_000_000_000;

beforeAll(async () => {
  here = await openTestDatabase();
  there = await here.again();
});
afterAll(async () => {
  await there.close();
  await here.close();
});

async function follow(process: TestDatabase): Promise<Registry<Row>> {
  const registry = new Registry<Row>(
    {
      kind: 'settings',
      key: (row) => row.name,
      load: (since) =>
        process.database.rows<Row>('SELECT name, value FROM settings WHERE feed_version > ?', [since]),
    },
    () => nowMs,
  );
  await process.changeFeed.follow(registry);
  return registry;
}

const write = async (process: TestDatabase, feed: ChangeFeed, name: string, value: string) => {
  await process.database.transaction(async (tx) => {
    const version = await feed.bump(tx, 'settings');
    await tx.affected('DELETE FROM settings WHERE name = ?', [name]);
    await tx.affected('INSERT INTO settings (name, value, version, feed_version) VALUES (?, ?, 1, ?)', [
      name,
      value,
      version,
    ]);
  });
  await feed.refresh();
};

describe('the change feed', () => {
  it('shows a change to the process that made it as soon as it is committed', async () => {
    const registry = await follow(here);
    await write(here, here.changeFeed, 'colour', 'blue');
    expect(registry.get('colour')?.value).toBe('blue');
  });

  it('shows it to every other process within a second', async () => {
    const registry = await follow(there);
    await write(here, here.changeFeed, 'colour', 'green');
    await expect.poll(() => registry.get('colour')?.value, { timeout: 1000 }).toBe('green');
  });

  it('shows a deletion too', async () => {
    const registry = await follow(there);
    await write(here, here.changeFeed, 'gone', 'soon');
    await there.changeFeed.refresh();
    expect(registry.get('gone')).toBeDefined();
    await here.database.transaction(async (tx) => {
      const version = await here.changeFeed.bump(tx, 'settings');
      await tx.affected('DELETE FROM settings WHERE name = ?', ['gone']);
      await here.changeFeed.forget(tx, 'settings', 'gone', version);
    });
    await expect.poll(() => registry.get('gone'), { timeout: 1000 }).toBeUndefined();
  });

  it.each(Array.from({ length: 12 }, (_, turns) => turns))(
    'never lets a caller join a read that has finished: %i turns after its last statement',
    async (turns) => {
      const registry = await follow(here);
      const name = `turn ${turns}`;
      // Committed while the read of another is under way, behind its last look at the versions.
      const joined = new Promise<void>((resolve, reject) => {
        vi.spyOn(registry, 'catchUp').mockImplementationOnce(async () => {
          await here.database.transaction(async (tx) => {
            const version = await here.changeFeed.bump(tx, 'settings');
            await tx.affected(
              "INSERT INTO settings (name, value, version, feed_version) VALUES (?, 'joined', 1, ?)",
              [name, version],
            );
          });
          void (async () => {
            for (let turn = 0; turn < turns; turn += 1) await undefined;
            await here.changeFeed.refresh();
          })().then(resolve, reject);
          return false;
        });
      });
      await here.changeFeed.refresh();
      await joined;
      expect(registry.get(name)?.value).toBe('joined');
    },
  );

  it('loses none of many changes made at once by two processes', async () => {
    const registry = await follow(there);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const process = n % 2 ? here : there;
        return write(process, process.changeFeed, `many${n}`, 'x');
      }),
    );
    await there.changeFeed.refresh();
    expect(registry.all().filter((row) => row.name.startsWith('many'))).toHaveLength(20);
  });

  it('shows who is about to refuse what another process has committed', async () => {
    const registry = await follow(there);
    const before = there.changeFeed.generation;
    await write(here, here.changeFeed, 'just now', 'x');
    await there.changeFeed.freshen();
    expect(registry.get('just now')?.value).toBe('x');
    expect(there.changeFeed.generation).toBeGreaterThan(before);
  });

  it('reads thirty times at most for a second of refusals, however many there are', async () => {
    await follow(there);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const reads = vi.spyOn(there.database, 'rows');
    const until = Date.now() + 1000;
    const waits: Promise<void>[] = [];
    while (Date.now() < until) {
      for (let n = 0; n < 50; n += 1) waits.push(there.changeFeed.freshen());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { length } = reads.mock.calls;
    await Promise.all(waits);
    reads.mockRestore();
    // Two more are the clock's.
    expect(length).toBeLessThanOrEqual(32);
    expect(length).toBeGreaterThan(10);
  });

  it.each([
    ['does not answer', () => new Promise<never>(() => undefined)],
    ['fails', () => Promise.reject(new Error('gone'))],
  ])('lets what is held decide when the database %s', async (_, read) => {
    const process = await here.again();
    const registry = await follow(process);
    vi.spyOn(process.database, 'rows').mockImplementation(read);
    const began = Date.now();
    await process.changeFeed.freshen();
    expect(Date.now() - began).toBeLessThan(1500);
    expect(registry.get('colour')?.value).toBe('green');
    await process.close();
  });

  it('tells the others of an own change, and waits for them', async () => {
    const process = await here.again();
    const { changeFeed } = process;
    const told: string[] = [];
    changeFeed.onPublish(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      told.push('others');
    });
    await follow(process);
    await changeFeed.refresh();
    expect(told).toEqual([]);
    await changeFeed.publish();
    expect(told).toEqual(['others']);
    await process.close();
  });

  it('refuses to answer from memory when it was not refreshed for a minute', async () => {
    const registry = await follow(here);
    nowMs += STALE_AFTER_MS + 1;
    expect(() => registry.get('colour')).toThrow(RegistryStale);
    await here.changeFeed.refresh();
    expect(registry.get('colour')?.value).toBe('green');
  });
});
