import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { registerForAll } from '../support/front-channel.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { statementsOf } from '../support/statements.js';

let portico: TestPortico;
let browser: TestBrowser;
let party: RelyingParty;
let opaque: RelyingParty;

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  // A person is asked once for each client: what counts is every time after.
  party = await RelyingParty.register(portico, { require_consent: true });
  opaque = await RelyingParty.register(portico, { require_consent: true, access_token_format: 'opaque' });
  for (const one of [party, opaque]) await one.tokens(browser, { scope: 'openid offline_access' });
});
afterAll(() => portico.close());

/** At most this many; printed in full when there are more. */
async function expectAtMost(
  limits: { reads: number; commits: number },
  work: () => Promise<unknown>,
): Promise<void> {
  const { reads, writes, commits } = await statementsOf(portico, work);
  expect(reads.length, reads.join('\n')).toBeLessThanOrEqual(limits.reads);
  expect(commits, writes.join('\n')).toBeLessThanOrEqual(limits.commits);
}

const NOTHING = { reads: 0, commits: 0 };

describe('What a request costs the database', () => {
  it('discovery and keys: nothing', async () => {
    await expectAtMost(NOTHING, async () => {
      for (const name of ['openid-configuration', 'oauth-authorization-server', 'jwks.json']) {
        expect((await fetch(`${portico.url}/.well-known/${name}`)).status).toBe(200);
      }
    });
  });

  it('client_credentials with a JWT: nothing', async () => {
    await expectAtMost(NOTHING, async () => {
      expect((await party.token({ grant_type: 'client_credentials' })).status).toBe(200);
    });
  });

  it('client_credentials with an opaque token: one commit', async () => {
    await expectAtMost({ reads: 0, commits: 1 }, async () => {
      expect((await opaque.token({ grant_type: 'client_credentials' })).status).toBe(200);
    });
  });

  it('a request that is refused before its grant is looked at: nothing', async () => {
    await expectAtMost(NOTHING, async () => {
      expect((await party.token({ grant_type: 'password' })).status).toBe(400);
      expect((await party.token({}, { headers: { authorization: party.basic('wrong') } })).status).toBe(401);
    });
  });

  it.each(['jwt', 'opaque'])(
    'a person who is signed in, from the authorization request to the tokens (%s): six reads, two commits',
    async (format) => {
      const client = format === 'jwt' ? party : opaque;
      await expectAtMost({ reads: 6, commits: 2 }, async () => {
        await client.tokens(browser, { scope: 'openid offline_access' });
      });
    },
  );

  it.each([
    ['id_token', 'jwt'],
    ['id_token token', 'opaque'],
    ['code id_token token', 'opaque'],
  ])('tokens that the browser carries (%s, %s): four reads, one commit', async (response_type, format) => {
    const client = await registerForAll(portico, { access_token_format: format });
    await expectAtMost({ reads: 4, commits: 1 }, async () => {
      expect((await client.authorize(browser, { response_type, nonce: 'n' })).has('id_token')).toBe(true);
    });
  });

  it('the same once more: who is to be told of the sign-out was noted before', async () => {
    const { writes } = await statementsOf(portico, () => opaque.tokens(browser));
    expect(writes.map((sql) => /^(INSERT INTO|UPDATE) (\w+)/.exec(sql)?.[0])).toEqual([
      'INSERT INTO grants',
      'INSERT INTO authorization_codes',
      'UPDATE authorization_codes',
      'INSERT INTO access_tokens',
    ]);
  });

  it('the whole way with a refresh and userinfo: twelve reads, three commits', async () => {
    await expectAtMost({ reads: 12, commits: 3 }, async () => {
      const { refresh_token } = await opaque.tokens(browser, { scope: 'openid offline_access' });
      const refreshed = await opaque.refresh(refresh_token);
      expect((await opaque.userinfo(String(refreshed.body.access_token))).status).toBe(200);
    });
  });

  it.each(['jwt', 'opaque'])('a refresh (%s): two reads, one commit', async (format) => {
    const client = format === 'jwt' ? party : opaque;
    const { refresh_token } = await client.tokens(browser, { scope: 'openid offline_access' });
    await expectAtMost({ reads: 2, commits: 1 }, async () => {
      expect((await client.refresh(refresh_token)).status).toBe(200);
    });
  });

  it.each(['jwt', 'opaque'])(
    'userinfo and introspection of an access token (%s): two reads each',
    async (format) => {
      const client = format === 'jwt' ? party : opaque;
      const { access_token } = await client.tokens(browser);
      await expectAtMost({ reads: 2, commits: 0 }, async () => {
        expect((await client.userinfo(access_token)).status).toBe(200);
      });
      await expectAtMost({ reads: 2, commits: 0 }, async () => {
        expect((await client.introspect(access_token)).body.active).toBe(true);
      });
    },
  );

  it('introspection of a refresh token: three reads', async () => {
    const { refresh_token } = await party.tokens(browser, { scope: 'openid offline_access' });
    await expectAtMost({ reads: 3, commits: 0 }, async () => {
      expect((await party.introspect(refresh_token)).body.active).toBe(true);
    });
  });

  it('a token that nobody signed: nothing', async () => {
    await expectAtMost(NOTHING, async () => {
      expect((await party.userinfo('a.b.c')).status).toBe(401);
      expect((await party.introspect('a.b.c')).body.active).toBe(false);
    });
  });

  it('counts what there is: a sign-in is not free', async () => {
    const { reads, commits } = await statementsOf(portico, () => party.tokens(new TestBrowser(portico.url)));
    expect(reads.length).toBeGreaterThan(6);
    expect(commits).toBeGreaterThan(2);
  });
});
