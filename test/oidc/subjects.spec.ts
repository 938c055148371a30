import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
});
afterAll(() => portico.close());

const party = (host: string, metadata: object = {}) =>
  RelyingParty.register(portico, { redirect_uris: [`https://${host}/callback`], ...metadata });
const subOf = async (client: RelyingParty) => decodeJwt(String((await client.tokens(browser)).id_token)).sub;

describe('OpenID Connect Core 1.0 §8 subject identifier types', () => {
  it('gives public clients one sub, and each sector of pairwise clients its own', async () => {
    const [one, two] = [await party('one.example'), await party('two.example')];
    const pairwise = { subject_type: 'pairwise' };
    const [first, second] = [await party('one.example', pairwise), await party('two.example', pairwise)];
    const subs = await Promise.all([one, two].map(subOf));
    expect(subs[0]).toBe(subs[1]);
    const apart = [await subOf(first), await subOf(second)];
    expect(new Set([...subs, ...apart]).size).toBe(3);
  });

  it('gives the clients of one sector the same sub, every time', async () => {
    const metadata = { subject_type: 'pairwise' };
    const [one, two] = [await party('same.example', metadata), await party('same.example', metadata)];
    expect(await subOf(one)).toBe(await subOf(two));
    expect(await subOf(one)).toBe(await subOf(one));
  });

  it('makes one when many ask for the first time at once', async () => {
    const client = await party('rush.example', { subject_type: 'pairwise' });
    const codes = [];
    for (let n = 0; n < 10; n += 1) codes.push(await client.code(browser));
    const answers = await Promise.all(codes.map((code) => client.redeem(code)));
    const subs = answers.map(({ body }) => decodeJwt(String(body['id_token'])).sub);
    expect(new Set(subs).size).toBe(1);
  });

  it.each(['jwt', 'opaque'])(
    'says the same sub everywhere, with %s access tokens',
    async (access_token_format) => {
      const client = await party('everywhere.example', { subject_type: 'pairwise', access_token_format });
      const tokens = await client.tokens(browser, { scope: 'openid offline_access', prompt: 'consent' });
      const sub = decodeJwt(String(tokens['id_token'])).sub;
      expect((await client.userinfo(tokens['access_token'])).body['sub']).toBe(sub);
      expect((await client.introspect(tokens['access_token'])).body['sub']).toBe(sub);
      expect((await client.introspect(tokens['refresh_token'])).body['sub']).toBe(sub);
      const refreshed = await client.refresh(tokens['refresh_token']);
      expect(decodeJwt(String(refreshed.body['id_token'])).sub).toBe(sub);
    },
  );

  it('takes the pairwise sub in an id_token_hint, and no other', async () => {
    const client = await party('hint.example', { subject_type: 'pairwise' });
    const { id_token } = await client.tokens(browser);
    const silent = { prompt: 'none', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' };
    const asked = { ...silent, code_challenge_method: 'S256', id_token_hint: id_token };
    expect((await client.authorize(browser, asked)).get('code')).not.toBeNull();
    const other = await party('other-hint.example', { subject_type: 'pairwise' });
    expect((await other.authorize(browser, asked)).get('error')).toBe('login_required');
  });
});
