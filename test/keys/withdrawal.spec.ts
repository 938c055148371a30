import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApi, type Caller, errorsOf, problem, startAdminApi } from '../admin/admin-api.js';
import { answerOf, shown, visit } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { type TestPortico } from '../support/portico.js';
import { granted, RelyingParty } from '../support/relying-party.js';

let api: AdminApi;
let portico: TestPortico;
let owner: Caller;
let party: RelyingParty;

beforeAll(async () => {
  api = await startAdminApi();
  portico = api.portico;
  owner = await api.person('owner');
  party = await RelyingParty.register(portico, {
    require_pkce: false,
    post_logout_redirect_uris: ['https://client.example/signed-out'],
  });
});
afterAll(() => api.close());

const kidOf = (jwt: string | undefined) => String(decodeProtectedHeader(String(jwt)).kid);
const jwks = async () => {
  const { keys } = (await (await fetch(`${portico.url}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string; alg: string }[];
  };
  return keys;
};
const signing = async (alg: string): Promise<string> => {
  const { body } = await api.person('auditor').then((auditor) => auditor.get('/keys'));
  return body.items.find((key: { alg: string; signs: boolean }) => key.alg === alg && key.signs).kid;
};
const userinfo = (token: string | undefined) =>
  fetch(`${portico.url}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } });

describe('POST /admin/v1/keys/{kid}/withdraw', () => {
  it('tells what would end, and wants to hear that one knows', async () => {
    const kid = await signing('ES256');
    const path = `/keys/${kid}/withdraw`;
    expect(errorsOf(await owner.post(path))).toEqual([400, ['body']]);
    for (const body of [{}, { confirm: false }, { confirm: 'true' }, { confirm: 1 }]) {
      expect(errorsOf(await owner.post(path, body))).toEqual([400, ['confirm']]);
    }
    expect(await signing('ES256')).toBe(kid);
    const operation = api.documented.document.paths['/admin/v1/keys/{kid}/withdraw']?.post;
    expect(JSON.stringify(operation)).toContain('no id_token_hint any more');
  });

  it.each(['admin', 'support', 'auditor', null] as const)('is not for %s', async (role) => {
    const kid = await signing('ES256');
    const { status } = await (await api.person(role)).post(`/keys/${kid}/withdraw`, { confirm: true });
    expect([status, await signing('ES256')]).toEqual([403, kid]);
  });

  it('is not for a program', async () => {
    const kid = await signing('ES256');
    const { status, body } = await api.machine.post(`/keys/${kid}/withdraw`, { confirm: true });
    expect([status, body.type]).toEqual([403, problem('not_permitted')]);
  });

  it('answers what signs now, what ended and what did not, and records who did it', async () => {
    const kid = await signing('EdDSA');
    const { status, body } = await owner.post(`/keys/${kid}/withdraw`, { confirm: true });
    expect([status, body.kid, body.alg, body.signed]).toEqual([200, kid, 'EdDSA', true]);
    expect(body.successor.kid).toBe(await signing('EdDSA'));
    expect(body.ends.join()).toContain('access tokens');
    expect(body.keeps.join()).toContain('refresh tokens');
    expect((await jwks()).map((key) => key.kid)).not.toContain(kid);
    const { body: events } = await owner.get('/events?type=key.withdrawn');
    expect(events.items[0]).toMatchObject({
      actor: `account:${owner.id}`,
      subject: `key:${kid}`,
      data: { alg: 'EdDSA', signed: true, successor: body.successor.kid },
    });
  });

  it('is answered 404 the second time, and 400 for what can’t be a kid', async () => {
    const kid = await signing('EdDSA');
    await owner.post(`/keys/${kid}/withdraw`, { confirm: true });
    const again = await owner.post(`/keys/${kid}/withdraw`, { confirm: true });
    expect([again.status, again.body.type]).toEqual([404, problem('not_found')]);
    expect(errorsOf(await owner.post('/keys/RS256/withdraw', { confirm: true }))).toEqual([400, ['kid']]);
  });

  it('makes one key when many ask at once', async () => {
    const kid = await signing('PS256');
    const count = (await jwks()).length;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => owner.post(`/keys/${kid}/withdraw`, { confirm: true })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404]);
    expect(await jwks()).toHaveLength(count);
  });

  // The last of this file: it ends the access tokens of every caller.
  it('ends JWT access tokens, hints and logouts; not sessions and refresh tokens', async () => {
    const browser = new TestBrowser(portico.url);
    const tokens = await party.tokens(browser, { scope: 'openid offline_access' });
    const kid = kidOf(tokens.access_token);
    expect(kidOf(tokens.id_token)).toBe(kid);
    expect((await userinfo(tokens.access_token)).status).toBe(200);
    expect((await owner.post(`/keys/${kid}/withdraw`, { confirm: true })).status).toBe(200);

    expect((await userinfo(tokens.access_token)).status).toBe(401);
    expect((await party.introspect(tokens.access_token)).body).toEqual({ active: false });
    expect((await owner.get('/keys')).status).toBe(401); // the administrator's own token, too
    const hinted = await visit(portico, browser, party, { id_token_hint: tokens.id_token });
    expect(answerOf(hinted).get('error')).toBe('invalid_request');
    const logout = new URLSearchParams({
      id_token_hint: String(tokens.id_token),
      post_logout_redirect_uri: 'https://client.example/signed-out',
    });
    const asked = await browser.open(`${portico.url}/oauth2/logout?${logout}`);
    expect(asked.location).toBeUndefined();

    const fresh = granted(await party.refresh(tokens.refresh_token));
    expect(kidOf(fresh.access_token)).not.toBe(kid);
    expect((await userinfo(fresh.access_token)).status).toBe(200);
    expect(shown(await visit(portico, browser, party, { prompt: 'none' }))).toBe('code');
  });
});
