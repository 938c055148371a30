import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Statements } from '../statements.js';
import { GroupCommit, type Work } from './group-commit.js';

const STATEMENTS = {} as Statements;

/** A database that notes its transactions, and fails where it is told to. */
function recorder(commit: (n: number) => Promise<void> = async () => undefined) {
  const events: string[] = [];
  let n = 0;
  const transaction = async <T>(work: Work<T>): Promise<T> => {
    n += 1;
    const mine = n;
    events.push(`begin ${mine}`);
    try {
      const result = await work(STATEMENTS);
      await commit(mine);
      events.push(`commit ${mine}`);
      return result;
    } catch (error) {
      events.push(`rollback ${mine}`);
      throw error;
    }
  };
  return { events, group: new GroupCommit(transaction, (within) => within) };
}

describe('What concurrent callers commit together', () => {
  it('is one transaction, of which each is told its own result after the commit', async () => {
    const { events, group } = recorder();
    const told = (n: number) => group.run(async () => n).then((result) => events.push(`told ${result}`));
    await Promise.all([told(1), told(2), told(3)]);
    expect(events).toEqual(['begin 1', 'commit 1', 'told 1', 'told 2', 'told 3']);
  });

  it('is told to nobody before the commit is answered', async () => {
    let commit = () => {};
    const { events, group } = recorder(
      () =>
        new Promise((resolve) => {
          commit = resolve;
        }),
    );
    const both = [1, 2].map((n) => group.run(async () => n).then(() => events.push('told')));
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(events).toEqual(['begin 1']);
    commit();
    await Promise.all(both);
    expect(events).toEqual(['begin 1', 'commit 1', 'told', 'told']);
  });

  it('is done one by one when a member fails, so that only that member fails', async () => {
    const { events, group } = recorder();
    const settled = await Promise.allSettled([
      group.run(async () => 'first'),
      group.run(async () => {
        throw new Error('mine');
      }),
      group.run(async () => 'third'),
    ]);
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
      'first',
      'mine',
      'third',
    ]);
    expect(events).toEqual(
      ['begin 1', 'rollback 1', 'begin 2', 'commit 2', 'begin 3', 'rollback 3'].concat([
        'begin 4',
        'commit 4',
      ]),
    );
  });

  it('waits for every member to finish before it rolls back: a late statement would be in another transaction', async () => {
    const { events, group } = recorder();
    const slow = async () => {
      await nextTurn();
      await nextTurn();
      events.push('slow is done');
    };
    const failing = async () => {
      throw new Error('at once');
    };
    await Promise.allSettled([group.run(slow), group.run(failing)]);
    expect(events.slice(0, 3)).toEqual(['begin 1', 'slow is done', 'rollback 1']);
  });

  it('is done one by one when the commit fails', async () => {
    const { events, group } = recorder(async (n) => {
      if (n === 1) throw new Error('deadlock');
    });
    expect(await Promise.all([group.run(async () => 1), group.run(async () => 2)])).toEqual([1, 2]);
    expect(events).toEqual(['begin 1', 'rollback 1', 'begin 2', 'commit 2', 'begin 3', 'commit 3']);
  });

  it('gathers what comes while a transaction is under way, two of which may be', async () => {
    const ends: (() => void)[] = [];
    const { events, group } = recorder(() => new Promise((resolve) => ends.push(resolve)));
    const all: Promise<unknown>[] = [];
    const come = async () => {
      all.push(group.run(async () => undefined));
      await nextTurn();
      await nextTurn();
    };
    for (let n = 0; n < 6; n += 1) await come();
    expect(events).toEqual(['begin 1', 'begin 2']);
    ends[0]?.();
    await nextTurn();
    await nextTurn();
    expect(events).toEqual(['begin 1', 'begin 2', 'commit 1', 'begin 3']);
    ends[1]?.();
    ends[2]?.();
    await Promise.all(all);
    expect(events).toHaveLength(6);
  });
});
