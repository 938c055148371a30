import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '#libs/clock';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { AuditEventRepository } from './audit-event.repository.js';
import { AuditTrail } from './audit-trail.js';
import { InvalidCursor } from './event-cursor.js';

class SetClock extends Clock {
  ms = 1_700_000_000_000;
  override nowMs() {
    return this.ms;
  }
}

let db: TestDatabase;
let trail: AuditTrail;
const clock = new SetClock();
beforeAll(async () => {
  db = await openTestDatabase();
  trail = new AuditTrail(new AuditEventRepository(db.database), clock);
});
afterAll(() => db.close());

const event = (type: string, more = {}) => ({ type, actor: 'system', outcome: 'success', ...more }) as const;

describe('Recording an event', () => {
  it('keeps everything that is said of it', async () => {
    const said = {
      type: 'client.created',
      actor: 'account:a1',
      on_behalf_of: 'client:console',
      subject: 'client:demo',
      client_id: 'demo',
      ip: '2001:db8::1',
      request_id: 'r1',
      reference: 'K7QM2XHD',
      outcome: 'failure',
      data: { redirect_uris: ['https://a.example/'], ok: true },
    } as const;
    await trail.record(said);
    const { events } = await trail.list({ type: 'client.created' });
    expect(events).toEqual([{ ...said, id: expect.any(String), at_ms: clock.ms, schema_version: 1 }]);
  });

  it('needs only type, actor and outcome', async () => {
    await trail.record(event('bare'));
    await trail.record(
      event('bare', { subject: undefined, client_id: undefined, ip: undefined, data: undefined }),
    );
    const { events } = await trail.list({ type: 'bare' });
    expect(events).toHaveLength(2);
    for (const bare of events) {
      expect(bare).toMatchObject({ subject: null, client_id: null, ip: null, data: null });
    }
  });

  it('belongs to the transaction of the change: when that is undone, nothing was recorded', async () => {
    const undone = db.database.transaction(async (tx) => {
      await trail.record(event('undone'), tx);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect((await trail.list({ type: 'undone' })).events).toEqual([]);
    await db.database.transaction((tx) => trail.record(event('done'), tx));
    expect((await trail.list({ type: 'done' })).events).toHaveLength(1);
  });

  it('cuts what a request made too long for its column', async () => {
    const long = 'x'.repeat(20_000);
    await trail.record(event('long', { client_id: long, ip: long, request_id: long, data: { long } }));
    const [found] = (await trail.list({ type: 'long' })).events;
    expect(found?.client_id).toHaveLength(128);
    expect(found?.ip).toHaveLength(45);
    expect(found?.request_id).toHaveLength(64);
    expect(found?.data?.['long']).toHaveLength(500);
  });
});

describe('Reading the trail', () => {
  const names = Array.from({ length: 25 }, (_, n) => `account:${n}`);
  beforeAll(async () => {
    // Five events each millisecond: the order within one is the order of recording.
    for (const [n, subject] of names.entries()) {
      clock.ms = 1_800_000_000_000 + Math.floor(n / 5);
      await trail.record(event('page', { subject, client_id: n % 2 ? 'odd' : 'even' }));
    }
    for (let n = 0; n < 201; n += 1) await trail.record(event('many'));
  });

  it('gives pages, newest first, that neither repeat nor miss an event', async () => {
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await trail.list({ type: 'page', limit: 7, ...(cursor && { cursor }) });
      seen.push(...page.events.map(({ subject }) => subject));
      cursor = page.next_cursor;
      pages += 1;
      clock.ms += 1; // what happens meanwhile doesn't move the pages
      if (cursor) await trail.record(event('page', { subject: 'later' }));
    } while (cursor);
    expect(seen).toEqual([...names].reverse());
    expect(pages).toBe(4);
  });

  it('is in the order of the ids within a millisecond, however the rows were added', async () => {
    const repository = new AuditEventRepository(db.database);
    const [any] = (await trail.list({ limit: 1 })).events;
    for (const id of ['b', 'a', 'c']) await repository.add({ ...any!, id, type: 'order', at_ms: 5 });
    const { events } = await trail.list({ type: 'order' });
    expect(events.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('gives no cursor on a page that is the last and full', async () => {
    const { events, next_cursor } = await trail.list({ subject: 'account:3', limit: 1 });
    expect(events).toHaveLength(1);
    expect(next_cursor).toBeUndefined();
  });

  it('filters by type, subject and client together', async () => {
    const { events } = await trail.list({ type: 'page', client_id: 'odd', subject: 'account:3' });
    expect(events.map(({ subject }) => subject)).toEqual(['account:3']);
    expect((await trail.list({ type: 'page', client_id: 'even', subject: 'account:3' })).events).toEqual([]);
  });

  it.each([
    [0, 50],
    [1, 1],
    [-5, 1],
    [1.5, 1],
    [Number.NaN, 50],
    [100_000, 200],
  ])('takes a limit of %d as %d', async (limit, taken) => {
    expect((await trail.list({ type: 'many', limit })).events).toHaveLength(taken);
  });

  it.each([
    '',
    'x',
    Buffer.from('1.x').toString('base64url'),
    Buffer.from(`1' OR 1=1.${'a'.repeat(36)}`).toString('base64url'),
    Buffer.from(`at_ms.${'a'.repeat(36)}`).toString('base64url'),
    'A'.repeat(10_000),
  ])('refuses a cursor that it has not given (%#)', async (cursor) => {
    await expect(trail.list({ cursor })).rejects.toThrow(InvalidCursor);
  });
});
