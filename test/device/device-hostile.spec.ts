import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { ClientService } from '#libs/clients';
import { Database, Sweeper } from '#libs/storage';
import { DeviceCodes } from '#libs/tokens';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { meetAfterReading } from '../support/race.js';
import { type Answer, granted, type RelyingParty } from '../support/relying-party.js';
import { allow, codesOf, DEVICE_CODE, deny, poll, question, registerDevice } from './device.js';

let portico: TestPortico;
let device: RelyingParty;
let person: TestPerson;
const newBrowser = () => new TestBrowser(portico.url);
beforeAll(async () => {
  portico = await startPortico();
  device = await registerDevice(portico, { scope: 'openid offline_access' });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

/** Nobody's wrong guesses are counted to another test. */
async function somebody(): Promise<TestPerson> {
  person = await createPerson(portico);
  return person;
}

const refusal = ({ status, body }: Answer) => [status, body.error];
const times = <T>(count: number, each: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));
const successes = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200);

/** Sends what the button sends, with some of it changed. */
function press(browser: TestBrowser, page: Visited, change: Record<string, string>, init: RequestInit = {}) {
  const { action, fields } = formWith(page.text, 'device-allow');
  const body = new URLSearchParams({ ...fields, ...change });
  return browser.request(new URL(action, page.url).href, { method: 'POST', body, ...init });
}

describe('RFC 8628 §3.5: one device code polled 50 times at once', () => {
  it('gives tokens exactly once after the approval, and what it gave is revoked after', async () => {
    const codes = await codesOf(device, { scope: 'openid offline_access' });
    await allow(newBrowser(), await somebody(), codes);
    meetAfterReading([portico], 'FROM device_codes', { count: 50 });
    const answers = await times(50, () => poll(device, codes));
    const [only, second] = successes(answers);
    expect(second).toBeUndefined();
    expect(new Set(answers.map(({ body }) => body.error))).toEqual(new Set([undefined, 'invalid_grant']));
    const { access_token, refresh_token } = granted(only as Answer);
    expect((await device.userinfo(access_token)).status).toBe(401);
    expect(refusal(await device.refresh(refresh_token))).toEqual([400, 'invalid_grant']);
  });

  it('is in time once while nobody has answered, and too fast 49 times', async () => {
    const codes = await codesOf(device);
    meetAfterReading([portico], 'FROM device_codes', { count: 50 });
    const errors = (await times(50, () => poll(device, codes))).map(({ body }) => body.error);
    expect(errors.filter((error) => error === 'authorization_pending')).toHaveLength(1);
    expect(errors.filter((error) => error === 'slow_down')).toHaveLength(49);
    const [row] = await portico
      .get(Database)
      .rows<{ poll_interval: number }>('SELECT poll_interval FROM device_codes ORDER BY poll_interval DESC');
    expect(row?.poll_interval).toBe(5 + 49 * 5);
  });

  it('is answered once by however many forms at once, and never both ways', async () => {
    const browser = newBrowser();
    const codes = await codesOf(device);
    const page = await question(browser, await somebody(), codes);
    meetAfterReading([portico], 'FROM device_codes', { count: 20 });
    await times(20, (index) => press(browser, page, { decision: index % 2 === 0 ? 'allow' : 'deny' }));
    vi.restoreAllMocks();
    const grants = await portico
      .get(Database)
      .rows('SELECT grant_id FROM grants WHERE account_id = ?', [person.account.id]);
    const answer = await poll(device, codes);
    expect(refusal(answer)).toEqual(grants.length === 1 ? [200, undefined] : [400, 'access_denied']);
    expect(grants.length).toBeLessThanOrEqual(1);
  });
});

describe('RFC 8628 §5.1: user code brute forcing', () => {
  it('compares ten of 200 guesses made at once, and then not even the right one', async () => {
    const browser = newBrowser();
    await question(browser, await somebody(), await codesOf(device));
    const { verification_uri_complete } = await codesOf(device);
    const compared = vi.spyOn(portico.get(DeviceCodes), 'findPending');
    const letters = 'BCDFGHJKLMNPQRSTVWXZ';
    await times(200, (index) =>
      browser.request(
        `${portico.url}/device?user_code=BBBBBB${letters[Math.floor(index / 20)]}${letters[index % 20]}`,
      ),
    );
    expect(compared).toHaveBeenCalledTimes(10);

    const shutOut = await browser.open(verification_uri_complete);
    expect(shutOut.text).toContain('Too many codes were tried');
    expect(shutOut.text).toMatch(/in 1\d minutes/);
    expect(shutOut.text).toContain('id="device-reference"');
    expect(compared).toHaveBeenCalledTimes(10);

    const another = await codesOf(device);
    expect((await question(newBrowser(), await somebody(), another)).text).toContain('device-allow');
  });

  it('lets the person try again after a quarter of an hour', async () => {
    const browser = newBrowser();
    await question(browser, await somebody(), await codesOf(device));
    await times(11, () => browser.request(`${portico.url}/device?user_code=BBBBBBBB`));
    moveClock(portico, 901);
    const codes = await codesOf(device);
    expect((await browser.open(codes.verification_uri_complete)).text).toContain('device-allow');
  });

  it('doesn’t count right codes', async () => {
    const browser = newBrowser();
    await question(browser, await somebody(), await codesOf(device));
    const { verification_uri_complete } = await codesOf(device);
    for (let reload = 0; reload < 15; reload += 1) {
      expect((await browser.open(verification_uri_complete)).text).toContain('device-allow');
    }
  });

  it('compares nothing for somebody who isn’t signed in', async () => {
    const compared = vi.spyOn(portico.get(DeviceCodes), 'findPending');
    const { verification_uri_complete } = await codesOf(device);
    const page = await newBrowser().open(verification_uri_complete);
    expect(page.text).toContain('sign-in-submit');
    expect(page.text).not.toContain('Living room television');
    expect(compared).not.toHaveBeenCalled();
  });
});

describe('RFC 8628 §5.4: remote phishing', () => {
  it('asks even when the code came with the link, and says where the device is', async () => {
    const browser = newBrowser();
    await question(browser, await somebody(), await codesOf(device));
    const codes = await codesOf(device);
    const page = await browser.open(codes.verification_uri_complete);
    expect(page.text).toContain('device-allow');
    expect(page.text).toContain('Go on only if you have this device in front of you');
    expect(page.text).toContain('127.0.0.1');
    expect(refusal(await poll(device, codes))).toEqual([400, 'authorization_pending']);
  });

  it('lets no other page frame the question, or learn its address', async () => {
    const page = await question(newBrowser(), await somebody(), await codesOf(device));
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });
});

describe('An answer counts for the session and the code that it was asked of', () => {
  async function asked() {
    const browser = newBrowser();
    const codes = await codesOf(device);
    return { browser, codes, page: await question(browser, await somebody(), codes) };
  }

  const ATTACKS: Readonly<Record<string, (at: Awaited<ReturnType<typeof asked>>) => Promise<Visited>>> = {
    'is sent from another site': ({ browser, page }) =>
      press(
        browser,
        page,
        {},
        {
          headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        },
      ),
    'has no ticket': ({ browser, page }) => press(browser, page, { ticket: '' }),
    'has a made-up ticket': ({ browser, page }) => press(browser, page, { ticket: `${Date.now()}.x` }),
    'has the ticket of another code': async ({ browser, codes, page }) => {
      const other = await browser.open((await codesOf(device)).verification_uri_complete);
      return press(browser, other, {
        user_code: formWith(page.text, 'device-allow').fields.user_code ?? codes.user_code,
      });
    },
    'has the ticket of another session': async ({ codes, page }) => {
      const { fields } = formWith(page.text, 'device-allow');
      const victim = newBrowser();
      const own = await question(victim, await somebody(), codes);
      return press(victim, own, { ticket: String(fields.ticket) });
    },
    'comes from nobody who is signed in': ({ page }) => press(newBrowser(), page, {}),
    'comes from somebody who was disabled since': async ({ browser, page }) => {
      await portico.get(Accounts).disable(person.account.id);
      return press(browser, page, {});
    },
    'says neither yes nor no': ({ browser, page }) => press(browser, page, { decision: 'constructor' }),
    'is a day late': ({ browser, page }) => {
      moveClock(portico, 86_401);
      return press(browser, page, {});
    },
    'is eleven minutes late': ({ browser, page }) => {
      moveClock(portico, 660);
      return press(browser, page, {});
    },
    'comes when the client was switched off': async ({ browser, page }) => {
      const { client_id } = device.client;
      const actor = { actor: 'system' } as const;
      await portico.get(ClientService).setStatus(client_id, undefined, 'disabled', actor);
      const answer = await press(browser, page, {});
      await portico.get(ClientService).setStatus(client_id, undefined, 'enabled', actor);
      return answer;
    },
  };

  it.each(Object.entries(ATTACKS))('not when it %s', async (_, attack) => {
    const at = await asked();
    const answer = await attack(at);
    vi.restoreAllMocks();
    expect([303, 400, 403]).toContain(answer.status);
    expect(refusal(await poll(device, at.codes))).toEqual([400, 'authorization_pending']);
  });

  it('not after another answer: the page says that the code is gone', async () => {
    const { browser, codes, page } = await asked();
    await deny(browser, person, codes);
    const late = await browser.submit(page, 'device-allow');
    expect(late.text).toContain('That code was answered already');
    expect(refusal(await poll(device, codes))).toEqual([400, 'access_denied']);
  });

  it('binds the device to the person who answered, not to one who only looked', async () => {
    const { codes } = await asked();
    const owner = await somebody();
    await allow(newBrowser(), owner, codes);
    const { access_token } = granted(await poll(device, codes));
    expect((await device.userinfo(access_token)).body.sub).toBe(owner.account.sub);
  });
});

describe('A device code is nothing else', () => {
  it.each([
    ['authorization_code', 'code'],
    ['refresh_token', 'refresh_token'],
  ])('not by the grant %s', async (grant_type, parameter) => {
    const own = await registerDevice(portico, {
      redirect_uris: ['https://client.example/callback'],
      response_types: ['code'],
      grant_types: [DEVICE_CODE, 'authorization_code', 'refresh_token'],
    });
    const codes = await codesOf(own);
    await allow(newBrowser(), await somebody(), codes);
    const answer = await own.token({ grant_type, [parameter]: codes.device_code });
    expect(refusal(answer)).toEqual([400, 'invalid_grant']);
    expect((await poll(own, codes)).status).toBe(200);
  });

  it('nor is its user code, or its hash', async () => {
    const codes = await codesOf(device);
    const rows = await portico
      .get(Database)
      .rows<{ device_code_hash: string }>('SELECT device_code_hash FROM device_codes');
    for (const device_code of [codes.user_code, String(rows[0]?.device_code_hash)]) {
      expect(refusal(await poll(device, { device_code }))).toEqual([400, 'invalid_grant']);
    }
  });
});

describe('What goes with time', () => {
  const rows = () => portico.get(Database).rows('SELECT device_code_hash FROM device_codes');

  it('removes codes that have expired, and keeps a spent one while its grant lives, to see a replay', async () => {
    moveClock(portico, 40 * 86_400);
    await portico.get(Sweeper).sweep();
    vi.restoreAllMocks();
    expect(await rows()).toHaveLength(0);

    await codesOf(device);
    const spent = await codesOf(device, { scope: 'openid offline_access' });
    await allow(newBrowser(), await somebody(), spent);
    const { refresh_token } = granted(await poll(device, spent));
    moveClock(portico, 86_400);
    await portico.get(Sweeper).sweep();
    expect(await rows()).toHaveLength(1);
    expect(refusal(await poll(device, spent))).toEqual([400, 'invalid_grant']);
    expect(refusal(await device.refresh(refresh_token))).toEqual([400, 'invalid_grant']);
  });
});
