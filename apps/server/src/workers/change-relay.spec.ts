import { describe, expect, it } from 'vitest';
import { ChangeRelay, type Member } from './change-relay.js';
import type { SupervisorMessage } from './messages.js';

/** A worker, and what it was told. */
class Told implements Member {
  readonly messages: SupervisorMessage[] = [];

  tell(message: SupervisorMessage): void {
    this.messages.push(message);
  }
}

function relayWith(count: number) {
  const relay = new ChangeRelay();
  const workers = Array.from({ length: count }, () => new Told());
  for (const worker of workers) relay.join(worker);
  return { relay, workers };
}

describe('A change that one worker has committed', () => {
  it('is told to all the others, and known when each of them has read it', () => {
    const { relay, workers } = relayWith(3);
    const [one, two, three] = workers as [Told, Told, Told];
    relay.changed(one, 7);
    expect(one.messages).toEqual([]);
    expect([two.messages, three.messages]).toEqual([
      [{ says: 'read', round: 1 }],
      [{ says: 'read', round: 1 }],
    ]);
    relay.hasRead(two, 1);
    expect(one.messages).toEqual([]);
    relay.hasRead(three, 1);
    expect(one.messages).toEqual([{ says: 'known', change: 7 }]);
  });

  it('is known at once where there is no other', () => {
    const { relay, workers } = relayWith(1);
    relay.changed(workers[0] as Told, 1);
    expect(workers[0]?.messages).toEqual([{ says: 'known', change: 1 }]);
  });

  it('is not told to a worker that has yet to join: that one reads when it has', () => {
    const { relay, workers } = relayWith(2);
    const [one, two] = workers as [Told, Told];
    const late = new Told();
    relay.changed(one, 1);
    relay.join(late);
    relay.hasRead(two, 1);
    expect(late.messages).toEqual([]);
    expect(one.messages).toEqual([{ says: 'known', change: 1 }]);
  });

  it('waits for nobody who has ended', () => {
    const { relay, workers } = relayWith(3);
    const [one, two, three] = workers as [Told, Told, Told];
    relay.changed(one, 1);
    relay.hasRead(two, 1);
    relay.leave(three);
    expect(one.messages).toEqual([{ says: 'known', change: 1 }]);
  });

  it('is reported to nobody when the one that made it has ended, and told apart from others', () => {
    const { relay, workers } = relayWith(2);
    const [one, two] = workers as [Told, Told];
    relay.changed(one, 1);
    relay.changed(two, 1);
    relay.leave(one);
    relay.hasRead(two, 1);
    expect(one.messages).toEqual([{ says: 'read', round: 2 }]);
    expect(two.messages).toEqual([
      { says: 'read', round: 1 },
      { says: 'known', change: 1 },
    ]);
  });
});
