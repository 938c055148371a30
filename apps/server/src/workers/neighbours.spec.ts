import { describe, expect, it, vi } from 'vitest';
import type { ChangeFeed } from '#libs/storage';
import type { WorkerMessage } from './messages.js';
import { Neighbours } from './neighbours.js';

/** A worker's change feed, and what the worker sends. */
function worker(refresh: () => Promise<void> = async () => undefined) {
  const sent: WorkerMessage[] = [];
  let publish: () => Promise<void> = async () => undefined;
  const changeFeed = { refresh, onPublish: (tell: typeof publish) => (publish = tell) };
  const neighbours = new Neighbours(changeFeed as unknown as ChangeFeed, (message) => sent.push(message));
  return { sent, neighbours, publish: () => publish() };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('A worker among others', () => {
  it('that has committed a change waits until the others know it', async () => {
    const { sent, neighbours, publish } = worker();
    let known = false;
    const published = publish().then(() => {
      known = true;
    });
    await turns();
    expect({ sent, known }).toEqual({ sent: [{ says: 'changed', change: 1 }], known: false });
    await neighbours.hear({ says: 'known', change: 1 });
    await published;
  });

  it('says once for many changes that were made together that there is something to read', async () => {
    const { sent, neighbours, publish } = worker();
    const published = Promise.all([publish(), publish(), publish()]);
    await turns();
    expect(sent).toHaveLength(1);
    await neighbours.hear({ says: 'known', change: 1 });
    await published;
  });

  it('waits for a second at most', async () => {
    vi.useFakeTimers();
    try {
      const { publish } = worker();
      const published = publish();
      await vi.advanceTimersByTimeAsync(1000);
      await published;
    } finally {
      vi.useRealTimers();
    }
  });

  it('reads what changed before it says so', async () => {
    let read: () => void = () => undefined;
    const { sent, neighbours } = worker(() => new Promise((resolve) => (read = resolve)));
    const heard = neighbours.hear({ says: 'read', round: 4 });
    await turns();
    expect(sent).toEqual([]);
    read();
    await heard;
    expect(sent).toEqual([{ says: 'has read', round: 4 }]);
  });

  it('does not say so when it could not', async () => {
    const { sent, neighbours } = worker(() => Promise.reject(new Error('no database')));
    await neighbours.hear({ says: 'read', round: 4 });
    expect(sent).toEqual([]);
  });
});
