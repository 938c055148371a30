import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Accounts, LastOwner } from '#libs/accounts';
import { Sessions } from '#libs/sessions';
import { Database, Sweeper } from '#libs/storage';
import { TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { noticesOf } from './outbox.js';
import { Receiver } from './receiver.js';
import { type SignedInBrowser, signInTo, signOutBy } from './signed-in.js';

let portico: TestPortico;
let receiver: Receiver;
let party: RelyingParty;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost' });
});
afterAll(() => portico.close());
beforeEach(async () => {
  receiver = await Receiver.start();
  party = await RelyingParty.register(portico, { backchannel_logout_uri: receiver.url });
});
afterEach(() => receiver.stop());

interface Situation {
  readonly person: TestPerson;
  readonly here: SignedInBrowser;
  readonly there: SignedInBrowser;
}

const users = (person: TestPerson) => `/users/${person.account.id}`;
const NEW_PASSWORD = 'eleven white swans';

/** Every way in which a session ends before its time, and which of a person's two sessions end by it. */
const WAYS: Readonly<
  Record<string, { readonly ends: readonly ('here' | 'there')[]; by(at: Situation): Promise<unknown> }>
> = {
  'the application asks for it': {
    ends: ['here'],
    by: ({ here }) => signOutBy(portico, here),
  },
  'the person confirms it': {
    ends: ['here'],
    by: async ({ here: { browser } }) => {
      const page = await browser.open(`${portico.url}/sign-out`);
      await browser.submit(page, 'sign-out-confirm');
    },
  },
  'the person ends the other session on the account page': {
    ends: ['there'],
    by: async ({ here: { browser }, there: { sid } }) => {
      const page = await browser.open(`${portico.url}/account`);
      const form = (page.text.match(/<form[\s\S]*?<\/form>/g) ?? []).find((one) => one.includes(sid))!;
      const ticket = /name="ticket" value="([^"]+)"/.exec(form)![1]!;
      const url = `${portico.url}/account/sessions/end`;
      await browser.open(url, { method: 'POST', body: new URLSearchParams({ ticket, sid }) });
    },
  },
  'the person changes the password': {
    ends: ['there'],
    by: async ({ here: { browser }, person }) => {
      const page = await browser.open(`${portico.url}/account`);
      const forms = page.text.match(/<form[\s\S]*?<\/form>/g) ?? [];
      const ticket = /name="ticket" value="([^"]+)"/.exec(
        forms.find((one) => one.includes('new_password'))!,
      )![1]!;
      const body = new URLSearchParams({
        ticket,
        current_password: person.password,
        new_password: NEW_PASSWORD,
      });
      await browser.open(`${portico.url}/account/password`, { method: 'POST', body });
    },
  },
  'the person accepts an invitation to set a new password': {
    ends: ['here', 'there'],
    by: async ({ person }) => {
      const { invitation_url } = await portico.admin.call<{ invitation_url: string }>(
        'POST',
        `${users(person)}/invitation`,
      );
      const browser = new TestBrowser(portico.url);
      const page = await browser.open(invitation_url);
      await browser.submit(page, 'invitation-submit', { password: NEW_PASSWORD });
    },
  },
  'another person signs in at the browser': {
    ends: ['here'],
    by: async ({ here: { browser } }) => {
      const query = new URLSearchParams({
        client_id: party.client.client_id,
        redirect_uri: String(party.client.redirect_uris[0]),
        response_type: 'code',
        scope: 'openid',
        prompt: 'select_account',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      });
      const choice = await browser.open(`${portico.url}/oauth2/authorize?${query}`);
      const page = await browser.submit(choice, 'use-another-account');
      await browser.signIn(page, ADMIN);
    },
  },
  'an administrator ends one session': {
    ends: ['there'],
    by: ({ person, there }) => portico.admin.call('DELETE', `${users(person)}/sessions/${there.sid}`),
  },
  'an administrator ends all sessions': {
    ends: ['here', 'there'],
    by: ({ person }) => portico.admin.call('DELETE', `${users(person)}/sessions`),
  },
  'an administrator sets the password': {
    ends: ['here', 'there'],
    by: ({ person }) => portico.admin.call('PUT', `${users(person)}/password`, { password: NEW_PASSWORD }),
  },
  'an administrator disables the person': {
    ends: ['here', 'there'],
    by: ({ person }) => portico.admin.call('POST', `${users(person)}/disable`),
  },
  'an administrator changes the status of the person to disabled': {
    ends: ['here', 'there'],
    by: ({ person }) => portico.admin.call('PATCH', users(person), { status: 'disabled' }),
  },
  'an administrator deletes the person': {
    ends: ['here', 'there'],
    by: ({ person }) => portico.admin.call('DELETE', users(person)),
  },
};

describe('Back-Channel Logout 1.0 §2.3: clients are told when', () => {
  it.each(Object.entries(WAYS))('%s', async (_, { ends, by }) => {
    const person = await createPerson(portico);
    const [here, there] = [
      await signInTo(portico, person, [party]),
      await signInTo(portico, person, [party]),
    ];
    const at = { person, here, there };
    await by(at);
    const sids = ends.map((which) => at[which].sid).toSorted();
    await expect.poll(() => receiver.sids.toSorted(), { timeout: 5000 }).toEqual(sids);
    for (const { claims } of receiver.received) expect(claims.sub).toBe(here.sub);
  });
});

describe('A session that ran out, unused', () => {
  const runOut = ({ sid }: SignedInBrowser) =>
    portico.get(Database).affected('UPDATE sessions SET last_seen_at = 1 WHERE sid = ?', [sid]);

  it('ends when an application asks for it with its ID token, and the others are told', async () => {
    const other = await RelyingParty.register(portico, { backchannel_logout_uri: receiver.url });
    const signedIn = await signInTo(portico, await createPerson(portico), [party, other]);
    await runOut(signedIn);
    await signOutBy(portico, signedIn);
    await expect.poll(() => receiver.sids).toEqual([signedIn.sid, signedIn.sid]);
  });

  it('ends when another person signs in at the browser', async () => {
    const signedIn = await signInTo(portico, await createPerson(portico), [party]);
    await runOut(signedIn);
    await party.tokens(signedIn.browser, {}, await createPerson(portico));
    await expect.poll(() => receiver.sids).toEqual([signedIn.sid]);
  });

  it('goes on when the same person signs in again: who was a client before is told of its end', async () => {
    const person = await createPerson(portico);
    const signedIn = await signInTo(portico, person, [party]);
    await runOut(signedIn);
    const later = await RelyingParty.register(portico, {});
    const again = await signInTo(portico, person, [later], { browser: signedIn.browser });
    expect(again.sid).toBe(signedIn.sid);
    await signOutBy(portico, again);
    await expect.poll(() => receiver.sids).toEqual([signedIn.sid]);
  });

  it('ends for nobody who only comes by, and nobody learns whose it was', async () => {
    const person = await createPerson(portico, { name: 'Alice Liddell' });
    const signedIn = await signInTo(portico, person, [party]);
    const [stranger] = (await signInTo(portico, await createPerson(portico), [party])).id_tokens;
    await runOut(signedIn);
    const cookies = new Map(signedIn.browser.cookies);
    for (const query of ['', `?id_token_hint=${stranger}`]) {
      for (const [name, value] of cookies) signedIn.browser.cookies.set(name, value);
      const page = await signedIn.browser.open(`${portico.url}/oauth2/logout${query}`);
      expect(page.text).toContain('id="sign-in-again"');
      expect(page.text).not.toContain('Alice');
    }
    await nothingIsTold(signedIn.sid);
  });
});

const nothingIsTold = async (sid: string) => {
  expect(await noticesOf(portico, sid)).toEqual([]);
  expect(receiver.received).toEqual([]);
};

describe('Nobody is told when', () => {
  it('the person signs in again', async () => {
    const person = await createPerson(portico);
    const { browser, sid } = await signInTo(portico, person, [party]);
    const again = await party.tokens(browser, { prompt: 'login' }, person);
    expect(again.id_token).toBeDefined();
    await nothingIsTold(sid);
    await signOutBy(portico, { browser, id_tokens: [again.id_token!] });
    await expect.poll(() => receiver.sids).toEqual([sid]);
  });

  it('the session expires', async () => {
    const { sid } = await signInTo(portico, await createPerson(portico), [party]);
    await portico.get(Database).affected('UPDATE sessions SET expires_at = 1 WHERE sid = ?', [sid]);
    await portico.get(Sweeper).sweep();
    await nothingIsTold(sid);
  });

  it('the end of a session is refused: the last owner can’t be deleted, and stays signed in', async () => {
    const { browser, sid } = await signInTo(portico, ADMIN, [party]);
    const { items } = await portico.admin.call<{ items: { id: string }[] }>(
      'GET',
      `/users?search=${ADMIN.email}`,
    );
    const id = items[0]!.id;
    const deleted = portico
      .get(Accounts)
      .delete(id, undefined, (within) => portico.get(Sessions).endAllOf(id, within));
    await expect(deleted).rejects.toBeInstanceOf(LastOwner);
    expect((await browser.open(`${portico.url}/account`)).text).not.toContain('sign-in-submit');
    await nothingIsTold(sid);
  });
});
