import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditTrail, Refusals } from '#libs/audit';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { Sessions } from '#libs/sessions';
import { Database } from '#libs/storage';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, granted, RelyingParty } from '../support/relying-party.js';
import { allow, ask, codesOf, DEVICE_CODE, deny, poll, question, registerDevice } from './device.js';

let portico: TestPortico;
let device: RelyingParty;
let person: TestPerson;
const newBrowser = () => new TestBrowser(portico.url);
beforeAll(async () => {
  portico = await startPortico();
  device = await registerDevice(portico);
  person = await createPerson(portico, { name: 'Ada Example' });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

const refusal = ({ status, body }: Answer) => [status, body.error];

describe('RFC 8628 §3.1: device authorization request', () => {
  it('takes a public client by its client_id', async () => {
    expect((await ask(device)).status).toBe(200);
  });

  it.each(['client_secret_basic', 'client_secret_post', 'private_key_jwt'])(
    'takes a client that authenticates by %s',
    async (token_endpoint_auth_method) => {
      const own = await registerDevice(portico, { token_endpoint_auth_method });
      expect((await ask(own)).status).toBe(200);
      const bare = await own.fetch('/oauth2/device_authorization', {
        method: 'POST',
        body: new URLSearchParams({ client_id: own.client.client_id }),
      });
      expect(refusal(bare)).toEqual([401, 'invalid_client']);
    },
  );

  it('refuses a client that is not registered for it with unauthorized_client', async () => {
    expect(refusal(await ask(await RelyingParty.register(portico)))).toEqual([400, 'unauthorized_client']);
  });

  it('refuses an unknown client, and one that is disabled, with invalid_client', async () => {
    const own = await registerDevice(portico);
    const path = '/oauth2/device_authorization';
    const unknown = { method: 'POST', body: new URLSearchParams({ client_id: 'nobody' }) };
    expect(refusal(await own.fetch(path, unknown))).toEqual([401, 'invalid_client']);
    const { client_id } = own.client;
    await portico.get(ClientService).setStatus(client_id, undefined, 'disabled', { actor: 'system' });
    expect(refusal(await ask(own))).toEqual([401, 'invalid_client']);
  });

  it.each([
    ['a scope that the client may not have', { scope: 'openid admin:write' }, 'invalid_scope'],
    ['a scope that is none', { scope: 'openid "x"' }, 'invalid_scope'],
    ['a repeated scope', { scope: ['openid', 'email'] }, 'invalid_request'],
    ['a resource that the client may not ask for', { resource: 'https://api.example' }, 'invalid_target'],
  ])('refuses %s', async (_, form, error) => {
    expect(refusal(await ask(device, form))).toEqual([400, error]);
  });

  it('answers anything but a form post in the words of RFC 6749', async () => {
    const path = '/oauth2/device_authorization';
    expect((await device.fetch(path)).status).toBe(405);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const answer = await device.fetch(path, json);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.error).toBe('invalid_request');
  });

  it('bounds what one network asks for in the name of a public client', async () => {
    const own = await registerDevice(portico);
    const answers = [];
    for (let round = 0; round < 31; round += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => ask(own)))));
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(300);
    const [refused] = answers.filter(({ status }) => status !== 200);
    expect(refusal(refused as Answer)).toEqual([429, 'temporarily_unavailable']);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(device)).status).toBe(200);
  });
});

describe('RFC 8628 §3.2: device authorization response', () => {
  it('has both codes, where to go, and how long it takes; nobody keeps it', async () => {
    const { body, headers } = await ask(device);
    expect(body).toEqual({
      device_code: expect.stringMatching(/^[\w-]{43}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: `${portico.url}/device`,
      verification_uri_complete: `${portico.url}/device?user_code=${body.user_code}`,
      expires_in: 600,
      interval: 5,
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('stores neither code', async () => {
    const { device_code, user_code } = await codesOf(device);
    const rows = JSON.stringify(await portico.get(Database).rows('SELECT * FROM device_codes'));
    for (const secret of [device_code, user_code, user_code.replace('-', '')]) {
      expect(rows).not.toContain(secret);
    }
  });
});

describe('RFC 8628 §3.3: user interaction', () => {
  it('asks for the code, the sign-in and the answer, and says that it is done', async () => {
    const browser = newBrowser();
    const codes = await codesOf(device, { scope: 'openid email' });
    const page = await question(browser, person, codes);
    expect(page.url).toBe(codes.verification_uri_complete);
    for (const said of [codes.user_code, 'Living room television', 'Ada Example', '127.0.0.1', 'UTC']) {
      expect(page.text).toContain(said);
    }
    expect(page.text).toContain('See your email address');
    const done = await browser.submit(page, 'device-allow');
    expect(done.text).toContain('Your device is connected');
    expect((await poll(device, codes)).status).toBe(200);
  });

  it('asks whoever is signed in at once, and takes the code in any form', async () => {
    const browser = newBrowser();
    await question(browser, person, await codesOf(device));
    const codes = await codesOf(device);
    const typed = codes.user_code.toLowerCase().replace('-', ' ');
    const page = await browser.submit(await browser.open(codes.verification_uri), 'device-submit', {
      user_code: typed,
    });
    expect(page.text).toContain('id="device-allow"');
    expect(page.text).toContain(codes.user_code);
  });

  it.each([
    ['empty', ''],
    ['what can’t be a code', 'hello there'],
    ['hostile', '"><script>x</script>'],
    ['a code that nobody has', 'BBBB-BBBB'],
    ['very long', 'B'.repeat(5000)],
  ])('refuses %s with a message, and a reference unless nothing was typed', async (_, user_code) => {
    const browser = newBrowser();
    await question(browser, person, await codesOf(device));
    const start = await browser.open(`${portico.url}/device`);
    const page = await browser.submit(start, 'device-submit', { user_code });
    expect(page.status).toBe(200);
    expect(page.text).toContain('No device is waiting with that code');
    expect(page.text).toContain('id="device-submit"');
    expect(page.text).not.toContain('<script>x');
    expect(page.text.includes('id="device-reference"')).toBe(user_code !== '');
  });

  it('brings the person back here after a sign-in that failed first', async () => {
    const browser = newBrowser();
    const codes = await codesOf(device);
    const signIn = await browser.open(codes.verification_uri_complete);
    const again = await browser.signIn(signIn, { ...person, password: 'not it at all' });
    expect(again.text).toContain('sign-in-submit');
    expect((await browser.signIn(again, person)).text).toContain(codes.user_code);
  });

  it('sends nobody who signs in anywhere else: a changed or foreign way back leads to the account', async () => {
    const codes = await codesOf(device);
    const ticket = new URL((await newBrowser().open(codes.verification_uri_complete)).url).searchParams;
    const [, mac] = String(ticket.get('ticket')).split('~');
    const elsewhere = Buffer.from(JSON.stringify(['https://evil.example', []])).toString('base64url');
    for (const forged of [`${elsewhere}~${mac}`, 'x', '~', `${elsewhere}~`]) {
      const browser = newBrowser();
      const page = await browser.open(`${portico.url}/sign-in?${new URLSearchParams({ ticket: forged })}`);
      expect((await browser.signIn(page, person)).url).toBe(`${portico.url}/account`);
    }
  });

  it('remembers the consent, so that the account page shows it and takes it back', async () => {
    const own = await registerDevice(portico, { scope: 'openid email offline_access' });
    const somebody = await createPerson(portico);
    const codes = await codesOf(own, { scope: 'openid email offline_access' });
    await allow(newBrowser(), somebody, codes);
    const consents = portico.get(Consents);
    expect(await consents.given(somebody.account.id, own.client.client_id)).toEqual({
      scope: ['openid', 'email', 'offline_access'],
      claims: [],
    });
    const { refresh_token } = granted(await poll(own, codes));
    await consents.revoke(somebody.account.id, own.client.client_id, 'system');
    expect(refusal(await own.refresh(refresh_token))).toEqual([400, 'invalid_grant']);
  });

  it('leaves audit events of both answers', async () => {
    const yes = await codesOf(device);
    await allow(newBrowser(), person, yes);
    const no = await codesOf(device);
    await deny(newBrowser(), person, no);
    const actor = `account:${person.account.id}`;
    for (const type of ['device.approved', 'device.denied']) {
      const { events } = await portico.get(AuditTrail).list({ type });
      expect(events[0]).toMatchObject({ actor, client_id: device.client.client_id, outcome: 'success' });
      expect(JSON.stringify(events)).not.toContain(yes.user_code.replace('-', ''));
    }
  });
});

describe('RFC 8628 §3.4, §3.5: polling', () => {
  it('says authorization_pending until the person answers', async () => {
    expect(refusal(await poll(device, await codesOf(device)))).toEqual([400, 'authorization_pending']);
  });

  it('makes nothing to look up of a poll that comes too early: it is no refusal', async () => {
    const codes = await codesOf(device);
    const noted = vi.spyOn(portico.get(Refusals), 'note');
    for (const error of ['authorization_pending', 'slow_down']) {
      const { body } = await poll(device, codes);
      expect(body).toEqual({ error, error_description: expect.any(String) });
    }
    expect(noted).not.toHaveBeenCalled();
    expect((await poll(device, { device_code: 'x' })).body.error_uri).toMatch(/^urn:portico:refusal:/);
    expect(noted).toHaveBeenCalledOnce();
  });

  it('says slow_down to a poll before the interval, and adds five seconds each time', async () => {
    const codes = await codesOf(device);
    await poll(device, codes);
    expect(refusal(await poll(device, codes))).toEqual([400, 'slow_down']);
    moveClock(portico, 8);
    expect(refusal(await poll(device, codes))).toEqual([400, 'slow_down']);
    moveClock(portico, 8 + 13);
    expect(refusal(await poll(device, codes))).toEqual([400, 'slow_down']);
    moveClock(portico, 8 + 13 + 20);
    expect(refusal(await poll(device, codes))).toEqual([400, 'authorization_pending']);
    moveClock(portico, 8 + 13 + 20 + 20);
    expect(refusal(await poll(device, codes))).toEqual([400, 'authorization_pending']);
  });

  it('keeps pace with a device that keeps the interval', async () => {
    const codes = await codesOf(device);
    for (const seconds of [0, 5, 10, 15]) {
      moveClock(portico, seconds);
      expect(refusal(await poll(device, codes))).toEqual([400, 'authorization_pending']);
    }
  });

  it('says access_denied when the person did', async () => {
    const codes = await codesOf(device);
    const done = await deny(newBrowser(), person, codes);
    expect(done.text).toContain('You didn’t allow it');
    expect(refusal(await poll(device, codes))).toEqual([400, 'access_denied']);
    expect(refusal(await poll(device, codes))).toEqual([400, 'access_denied']);
  });

  it('says expired_token after ten minutes, whether it was allowed or not', async () => {
    const [waiting, allowed] = [await codesOf(device), await codesOf(device)];
    await allow(newBrowser(), person, allowed);
    moveClock(portico, 601);
    expect(refusal(await poll(device, waiting))).toEqual([400, 'expired_token']);
    expect(refusal(await poll(device, allowed))).toEqual([400, 'expired_token']);
  });

  it('refuses what it never issued, and the code of another client', async () => {
    const codes = await codesOf(device);
    const other = await registerDevice(portico);
    expect(refusal(await poll(device, { device_code: 'x'.repeat(43) }))).toEqual([400, 'invalid_grant']);
    expect(refusal(await poll(other, codes))).toEqual([400, 'invalid_grant']);
    expect(refusal(await poll(device, codes))).toEqual([400, 'authorization_pending']);
    expect(refusal(await device.token({ grant_type: DEVICE_CODE }))).toEqual([400, 'invalid_request']);
  });

  it('gives tokens of the person who allowed it, as they had signed in', async () => {
    const somebody = await createPerson(portico);
    const codes = await codesOf(device, { scope: 'openid email offline_access' });
    await allow(newBrowser(), somebody, codes);
    const tokens = granted(await poll(device, codes));
    const [session] = await portico.get(Sessions).listOf(somebody.account.id);
    expect(decodeJwt(String(tokens.id_token))).toMatchObject({
      iss: portico.url,
      sub: somebody.account.sub,
      aud: device.client.client_id,
      sid: session?.sid,
      auth_time: session?.auth_time,
      amr: ['pwd'],
      acr: session?.acr,
    });
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid email offline_access' });
    expect((await device.userinfo(tokens.access_token)).body).toMatchObject({ email: somebody.email });
    expect((await device.refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('leaves offline_access out for a device that may not refresh, so that signing out ends its grant', async () => {
    const own = await registerDevice(portico, { grant_types: [DEVICE_CODE] });
    const somebody = await createPerson(portico);
    const codes = await codesOf(own, { scope: 'openid offline_access' });
    await allow(newBrowser(), somebody, codes);
    const tokens = granted(await poll(own, codes));
    expect(tokens).toMatchObject({ scope: 'openid' });
    expect(tokens).not.toHaveProperty('refresh_token');
    for (const { sid } of await portico.get(Sessions).listOf(somebody.account.id)) {
      await portico.get(Sessions).end(sid);
    }
    expect((await own.userinfo(tokens.access_token)).status).toBe(401);
  });

  it('gives a refresh token with offline_access only', async () => {
    const codes = await codesOf(device);
    await allow(newBrowser(), person, codes);
    const tokens = granted(await poll(device, codes));
    expect(tokens.refresh_token).toBeUndefined();
    expect(tokens.id_token).toBeDefined();
  });

  it('gives no ID token without openid', async () => {
    const own = await registerDevice(portico, { scope: 'openid api' });
    const codes = await codesOf(own, { scope: 'api' });
    await allow(newBrowser(), person, codes);
    const tokens = granted(await poll(own, codes));
    expect(tokens.scope).toBe('api');
    expect(tokens.id_token).toBeUndefined();
  });

  it('works with a client that authenticates, too', async () => {
    const own = await registerDevice(portico, { token_endpoint_auth_method: 'client_secret_basic' });
    const codes = await codesOf(own);
    await allow(newBrowser(), person, codes);
    expect((await poll(own, codes)).status).toBe(200);
  });
});

describe('RFC 8628 §4: discovery metadata', () => {
  it('names the endpoint and the grant', async () => {
    const { body } = await device.fetch('/.well-known/openid-configuration');
    expect(body.device_authorization_endpoint).toBe(`${portico.url}/oauth2/device_authorization`);
    expect(body.grant_types_supported).toContain(DEVICE_CODE);
  });
});
