import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { Sessions } from '#libs/sessions';
import { TestBrowser } from '../support/browser.js';
import { createPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

interface Affected {
  readonly id: string;
  readonly sid: string;
}

async function somebodySignedIn(): Promise<Affected> {
  const { account } = await createPerson(portico, { name: 'Before' });
  const started = { account_id: account.id, amr: ['pwd'], ip: null, user_agent: null };
  const { session } = await portico.get(Sessions).start(started);
  return { id: account.id, sid: session.sid };
}

/** Everything about the person that an administrator can see. */
async function stateOf({ id }: Affected): Promise<unknown> {
  const { admin } = portico;
  return [await admin.call('GET', `/users/${id}`), await admin.call('GET', `/users/${id}/sessions`)];
}

const events = async ({ id }: Affected) =>
  (await portico.admin.call<{ items: { type: string }[] }>('GET', `/events?subject=account:${id}`)).items;

interface Change {
  readonly event: string;
  readonly method: string;
  readonly path: (person: Affected) => string;
  readonly body?: object;
}

const CHANGES: readonly Change[] = [
  { event: 'account.updated', method: 'PATCH', path: ({ id }) => `/users/${id}`, body: { name: 'After' } },
  { event: 'account.disabled', method: 'POST', path: ({ id }) => `/users/${id}/disable` },
  {
    event: 'account.password_set',
    method: 'PUT',
    path: ({ id }) => `/users/${id}/password`,
    body: { password: 'seven green herons' },
  },
  { event: 'account.invited', method: 'POST', path: ({ id }) => `/users/${id}/invitation` },
  { event: 'session.ended', method: 'DELETE', path: ({ id, sid }) => `/users/${id}/sessions/${sid}` },
  { event: 'account.sessions_ended', method: 'DELETE', path: ({ id }) => `/users/${id}/sessions` },
  { event: 'account.deleted', method: 'DELETE', path: ({ id }) => `/users/${id}` },
];

describe('A change of a person and its audit event', () => {
  it.each(CHANGES)('are one: $event', async ({ event, method, path, body }) => {
    const person = await somebodySignedIn();
    const before = await stateOf(person);
    const request = () =>
      portico.admin.fetch(path(person), {
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });

    vi.spyOn(portico.get(AuditTrail), 'record').mockRejectedValue(new Error('the record is full'));
    expect((await request()).status).toBe(500);
    vi.restoreAllMocks();
    expect(await stateOf(person)).toEqual(before);

    expect((await request()).ok).toBe(true);
    expect(await events(person)).toContainEqual(expect.objectContaining({ type: event }));
  });

  it('are one when people change their own password', async () => {
    const person = await createPerson(portico);
    const browser = new TestBrowser(portico.url);
    await browser.signIn(await browser.open(`${portico.url}/sign-in`), person);
    const change = async (current_password: string, new_password: string) =>
      browser.submit(await browser.open(`${portico.url}/account`), 'change-password-submit', {
        current_password,
        new_password,
      });

    vi.spyOn(portico.get(AuditTrail), 'record').mockImplementation(async ({ type }) => {
      if (type === 'password.changed') throw new Error('the record is full');
    });
    expect((await change(person.password, 'seven green herons')).status).toBe(500);
    vi.restoreAllMocks();
    await change(person.password, 'seven green herons');
    const changed = { id: person.account.id, sid: '' };
    expect(await events(changed)).toContainEqual(expect.objectContaining({ type: 'password.changed' }));
  });
});
