import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClientService } from '#libs/clients';
import { OutboundNetwork } from '#libs/outbound';
import { Database, Sweeper } from '#libs/storage';
import { TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { noneIsLeft, noticesOf } from './outbox.js';
import { CERTIFICATE, Receiver, verified } from './receiver.js';
import { signInTo, signOutBy } from './signed-in.js';

let portico: TestPortico;
let person: TestPerson;
let receiver: Receiver;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost' });
  person = await createPerson(portico);
});
afterAll(() => portico.close());
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.stop());

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const register = (metadata: Record<string, unknown> = {}, at = receiver) =>
  RelyingParty.register(portico, { backchannel_logout_uri: at.url, ...metadata });
const told = (count = 1, at = receiver) =>
  expect.poll(() => at.received.length, { timeout: 10_000 }).toBe(count);

describe('OpenID Connect Back-Channel Logout 1.0 §2.1: what discovery says', () => {
  it('is that both logout tokens and their sid are supported [oidcc-backchannel-logout-discovery-endpoint-verification]', async () => {
    const response = await fetch(`${portico.url}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
  });
});

describe('Back-Channel Logout 1.0 §2.4: the logout token', () => {
  it('says who signed out of which session, with exactly one event and no nonce [oidcc-backchannel-rp-initiated-logout]', async () => {
    const party = await register();
    const signedIn = await signInTo(portico, person, [party]);
    await signOutBy(portico, signedIn);
    await told();
    const { payload, protectedHeader } = await verified(
      receiver.received[0]!,
      portico.url,
      party.client.client_id,
    );
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'logout+jwt', kid: expect.any(String) });
    expect(payload).toEqual({
      iss: portico.url,
      aud: party.client.client_id,
      sub: signedIn.sub,
      sid: signedIn.sid,
      iat: expect.any(Number),
      exp: payload.iat! + 120,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      events: { [EVENT]: {} },
    });
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'is signed as the client’s ID tokens are: %s',
    async (alg) => {
      const party = await register({ id_token_signed_response_alg: alg });
      await signOutBy(portico, await signInTo(portico, person, [party]));
      await told();
      const { protectedHeader } = await verified(receiver.received[0]!, portico.url, party.client.client_id);
      expect(protectedHeader.alg).toBe(alg);
    },
  );

  it('names the person as this client knows them: by the pairwise sub of its ID tokens', async () => {
    const pairwise = await register({ subject_type: 'pairwise' });
    const signedIn = await signInTo(portico, person, [pairwise]);
    expect(signedIn.sub).not.toBe(person.account.sub);
    await signOutBy(portico, signedIn);
    await told();
    expect(receiver.received[0]!.claims.sub).toBe(signedIn.sub);
  });

  it('can’t be used as an ID token: as a hint it signs nobody out', async () => {
    const party = await register();
    const [first, second] = [
      await signInTo(portico, person, [party]),
      await signInTo(portico, person, [party]),
    ];
    await signOutBy(portico, first);
    await told();
    const hint = new URLSearchParams({ id_token_hint: receiver.received[0]!.token });
    const page = await second.browser.open(`${portico.url}/oauth2/logout?${hint}`);
    expect(page.text).toContain('id="sign-out-confirm"');
  });

  it('is new at each attempt, for a client may refuse a jti that it has seen', async () => {
    receiver.behaviours = [503, 200];
    await signOutBy(portico, await signInTo(portico, person, [await register()]));
    await told(2);
    const jtis = receiver.received.map(({ claims }) => claims.jti);
    expect(new Set(jtis).size).toBe(2);
  });
});

describe('Back-Channel Logout 1.0 §2.5: the logout request', () => {
  it('is a form with the logout token alone, posted to the registered address as it is', async () => {
    const uri = `${receiver.url}?tenant=a%20b`;
    await signOutBy(
      portico,
      await signInTo(portico, person, [await register({ backchannel_logout_uri: uri })]),
    );
    await told();
    const [notice] = receiver.received;
    expect(notice).toMatchObject({
      method: 'POST',
      path: '/backchannel?tenant=a%20b',
      type: 'application/x-www-form-urlencoded',
    });
    expect([...notice!.form.keys()]).toEqual(['logout_token']);
  });

  it('goes over TLS to a server that proves who it is', async () => {
    const secure = await Receiver.start('https');
    const network = portico.get(OutboundNetwork);
    try {
      Object.assign(network, { ca: CERTIFICATE });
      await signOutBy(portico, await signInTo(portico, person, [await register({}, secure)]));
      await told(1, secure);
    } finally {
      Object.assign(network, { ca: undefined });
      await secure.stop();
    }
  });

  it('goes to every client that got something in the session, once, and to no other', async () => {
    const [other, silent] = [await Receiver.start(), await Receiver.start()];
    try {
      const parties = [await register(), await register({}, other)];
      await register({}, silent);
      const signedIn = await signInTo(portico, person, [...parties, ...parties]);
      await signOutBy(portico, signedIn);
      await Promise.all([told(1), told(1, other)]);
      await noneIsLeft(portico, signedIn.sid);
      expect([receiver.sids, other.sids, silent.sids]).toEqual([[signedIn.sid], [signedIn.sid], []]);
      expect(receiver.received[0]!.claims.aud).toBe(parties[0]!.client.client_id);
    } finally {
      await other.stop();
      await silent.stop();
    }
  });

  it('goes to a client that was given offline access too: its refresh token stays (§2.7)', async () => {
    const party = await register();
    const browser = new TestBrowser(portico.url);
    const { id_token, refresh_token } = await party.tokens(
      browser,
      { scope: 'openid offline_access' },
      person,
    );
    await signOutBy(portico, { browser, id_tokens: [String(id_token)] });
    await told();
    expect((await party.refresh(refresh_token)).status).toBe(200);
  });

  it('goes to a client whose grants are long over, and removed', async () => {
    const party = await register();
    const signedIn = await signInTo(portico, person, [party]);
    await portico.get(Database).affected('UPDATE grants SET expires_at = 1 WHERE sid = ?', [signedIn.sid]);
    await portico.get(Sweeper).sweep();
    const left = await portico.get(Database).rows('SELECT * FROM grants WHERE sid = ?', [signedIn.sid]);
    expect(left).toEqual([]);
    await signOutBy(portico, signedIn);
    await told();
    expect(receiver.sids).toEqual([signedIn.sid]);
  });

  it('goes to a disabled client, which shall keep nobody signed in', async () => {
    const party = await register();
    const signedIn = await signInTo(portico, person, [party]);
    const { client_id, version } = party.client;
    await portico.get(ClientService).setStatus(client_id, version, 'disabled', { actor: 'system' });
    const page = await signOutBy(portico, signedIn);
    if (page.text.includes('id="sign-out-confirm"')) await signedIn.browser.submit(page, 'sign-out-confirm');
    await told();
  });

  it('is not sent when nothing ends: another hint, a page that is only looked at', async () => {
    const party = await register();
    const [first, second] = [
      await signInTo(portico, person, [party]),
      await signInTo(portico, person, [party]),
    ];
    await signOutBy(portico, { ...first, id_tokens: second.id_tokens });
    await first.browser.open(`${portico.url}/sign-out`);
    for (const { sid } of [first, second]) expect(await noticesOf(portico, sid)).toEqual([]);
    expect(receiver.received).toEqual([]);
  });
});

describe('Back-Channel Logout 1.0 §2.8: the answer', () => {
  it.each([200, 204])('%i is success: it is not told again', async (status) => {
    receiver.behaviours = [status];
    const signedIn = await signInTo(portico, person, [await register()]);
    await signOutBy(portico, signedIn);
    await noneIsLeft(portico, signedIn.sid);
    expect(receiver.received).toHaveLength(1);
  });

  // Each waits for seconds, and all of them at the same time.
  it.concurrent.for([201, 302, 401, 404, 429, 500, 503])('%i is tried again', async (status, { expect }) => {
    const own = await Receiver.start();
    try {
      own.behaviours = [status, 200];
      const signedIn = await signInTo(portico, person, [await register({}, own)]);
      await signOutBy(portico, signedIn);
      await expect.poll(() => own.received.length, { timeout: 10_000 }).toBe(2);
      expect(own.sids).toEqual([signedIn.sid, signedIn.sid]);
    } finally {
      await own.stop();
    }
  });

  it('400 is a refusal, and is not tried again', async () => {
    receiver.behaviours = [400, 200];
    const signedIn = await signInTo(portico, person, [await register()]);
    await signOutBy(portico, signedIn);
    await noneIsLeft(portico, signedIn.sid);
    expect(receiver.received).toHaveLength(1);
  });
});
