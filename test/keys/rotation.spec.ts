import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '#libs/clock';
import { PUBLISHED_AHEAD, SCHEDULED_AHEAD, ScheduledRotation } from '#libs/keys';
import { shown, visit } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

const DAY = 86_400;
/** Registry data that is older than this is no longer used, so no process lags further behind. */
const STALE_AFTER = 60;

let portico: TestPortico;
let party: RelyingParty;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_KEY_ROTATION_DAYS: '30' });
  party = await RelyingParty.register(portico, { require_pkce: false });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => portico.close());

const jwks = async () =>
  (await (await fetch(`${portico.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
const kidOf = (jwt: string | undefined) => decodeProtectedHeader(String(jwt)).kid;
const kids = ({ keys }: JSONWebKeySet) => keys.map(({ kid }) => kid);
/** As a client that fetched the keys just now. */
const verify = async (jwt: string | undefined) =>
  jwtVerify(String(jwt), createLocalJWKSet(await jwks()), {
    issuer: portico.url,
    currentDate: new Date(portico.get(Clock).nowMs()),
  });
const userinfo = (token: string | undefined) =>
  fetch(`${portico.url}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } });
const signInAnew = () => party.tokens(new TestBrowser(portico.url));
const runSchedule = () => portico.get(ScheduledRotation).run();

describe('OpenID Connect Core 1.0 §10.1.1: rotation of the signing keys [oidcc-server-rotate-keys]', () => {
  it('is told ahead of time by GET /admin/v1/keys', async () => {
    const list = () =>
      portico.admin.call<{
        rotation_days: number;
        items: { kid: string; signs: boolean; signs_from: number; signs_until?: number }[];
        next_rotations: { alg: string; kid?: string; published_from: number; signs_from: number }[];
      }>('GET', '/keys');
    const { rotation_days, items, next_rotations } = await list();
    expect(rotation_days).toBe(30);
    expect(next_rotations.map(({ alg }) => alg)).toEqual(['RS256', 'PS256', 'ES256', 'EdDSA']);
    for (const { signs_from, published_from } of next_rotations) {
      expect(signs_from - published_from).toBe(SCHEDULED_AHEAD);
    }
    expect(items.every(({ signs }) => signs)).toBe(true);
  });

  it('publishes the next key first, then signs with it; what the old one signed is verified until it expires', async () => {
    const first = await signInAnew();
    const before = await jwks();
    expect(kids(before)).toContain(kidOf(first.id_token));

    moveClock(portico, 30 * DAY - SCHEDULED_AHEAD + 10);
    await runSchedule();
    const between = await jwks();
    expect(kids(between)).toEqual(expect.arrayContaining(kids(before)));
    expect(between.keys).toHaveLength(2 * before.keys.length);
    expect(kidOf((await signInAnew()).id_token)).toBe(kidOf(first.id_token));

    moveClock(portico, 30 * DAY - 30);
    const last = await signInAnew();
    expect(kidOf(last.id_token)).toBe(kidOf(first.id_token));
    moveClock(portico, 30 * DAY + 560); // ten seconds before the last one expires
    const next = await signInAnew();
    expect(kidOf(next.id_token)).not.toBe(kidOf(first.id_token));
    expect(kids(before)).not.toContain(kidOf(next.id_token));
    for (const { id_token, access_token } of [last, next]) {
      await expect(verify(id_token)).resolves.toBeDefined();
      await expect(verify(access_token)).resolves.toBeDefined();
      expect((await userinfo(access_token)).status).toBe(200);
    }

    moveClock(portico, 32 * DAY);
    expect(kids(await jwks())).not.toContain(kidOf(first.id_token));
    expect((await jwks()).keys).toHaveLength(before.keys.length);
    // retired, and of no use but as a hint
    const hinted = await visit(portico, new TestBrowser(portico.url), party, {
      id_token_hint: last.id_token,
    });
    expect(shown(hinted)).toBe('sign-in');
  });

  it('lets a key be seen for longer than anybody may remember what was published before it', async () => {
    const { headers } = await fetch(`${portico.url}/.well-known/jwks.json`);
    const maxAge = Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1]);
    expect(maxAge).toBeGreaterThan(0);
    expect(maxAge + STALE_AFTER).toBeLessThan(PUBLISHED_AHEAD);
    expect(PUBLISHED_AHEAD).toBeLessThan(SCHEDULED_AHEAD);
  });
});
