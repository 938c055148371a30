import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ActivityRepository } from './activity.repository.js';
import type { AuditFilters } from './audit-event.js';
import { AuditEventRepository } from './audit-event.repository.js';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
afterEach(() => vi.restoreAllMocks());

/** How the database would do what this asks of it. */
async function planOf(ask: () => Promise<unknown>): Promise<string> {
  const { database } = opened;
  const asked = vi.spyOn(database, 'rows');
  await ask();
  const [sql = '', values = []] = asked.mock.calls[0] ?? [];
  const explain = database.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
  return JSON.stringify(await database.rows(`${explain} ${sql}`, values));
}

const POSITION = { at_ms: 1_795_478_400_000, id: '019abcde-0000-7000-8000-000000000000' };

describe('The audit record, among millions of events', () => {
  it.each<[string, AuditFilters]>([
    ['audit_events_at', {}],
    ['audit_events_at', { from_ms: 1, to_ms: 2 }],
    ['audit_events_type', { type: 'sign_in.failed' }],
    ['audit_events_actor', { actor: 'account:a', outcome: 'success' }],
    ['audit_events_subject', { subject: 'account:a', type: 'sign_in.succeeded', outcome: 'success' }],
    ['audit_events_client', { client_id: 'a', type: 'sign_in.succeeded' }],
    ['audit_events_ip', { ip: '203.0.113.7', outcome: 'failure', client_id: 'a', from_ms: 1, to_ms: 2 }],
    ['audit_events_outcome', { outcome: 'failure' }],
  ])('is read through %s where it is narrowed by %j', async (index, filters) => {
    const events = new AuditEventRepository(opened.database);
    const plan = await planOf(() => events.list(filters, undefined, 50));
    expect(plan).toContain(index);
    if (Object.keys(filters).length === 0) return;
    for (const other of ['type', 'actor', 'subject', 'client', 'ip', 'outcome']) {
      if (index !== `audit_events_${other}`) expect(plan).not.toContain(`audit_events_${other}`);
    }
  });

  it('enters the index where the page before ended', async () => {
    const events = new AuditEventRepository(opened.database);
    const plan = await planOf(() => events.list({ type: 'a' }, POSITION, 50));
    const entered = 'USING INDEX audit_events_type (type=? AND at_ms<?)';
    expect(plan).toContain(opened.database.dialect === 'sqlite' ? entered : 'audit_events_type');
  });
});

describe('Counting the sign-ins of two weeks', () => {
  it('reads an index alone, and of it only the time that is asked for', async () => {
    const activity = new ActivityRepository(opened.database);
    const plan = await planOf(() => activity.signIns(POSITION.at_ms, 3_600_000));
    if (opened.database.dialect === 'sqlite') {
      expect(plan).toContain('USING COVERING INDEX audit_events_type (type=? AND at_ms>?)');
    } else {
      expect(plan).toContain('audit_events_type');
      expect(plan).toContain('Using index');
    }
  });
});
