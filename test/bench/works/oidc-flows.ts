import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { TestBrowser } from '../../support/browser.js';
import type { HttpClient } from '../http-client.js';
import type { Flow } from '../measure/round.js';
import { AuthorizationAttempt, tokensOf } from './code-flow.js';
import { expectThat, jsonOf } from './expect-answer.js';
import { type BenchClient, basic, type OidcSetup, type SignedInPerson } from './oidc-setup.js';
import type { WorkName } from './works.js';

/** Of so many tokens, one has its signature verified: verifying them all would measure the load generator. */
const SAMPLE = 50;

/** The works against any OpenID Provider: nothing here knows whose it is. */
export async function oidcFlows(setup: OidcSetup, http: HttpClient): Promise<Record<WorkName, Flow>> {
  const { metadata, clients } = setup;
  const endpoint = (name: string) => String(metadata[name]);
  const keys = createLocalJWKSet(
    jsonOf(await http.get(endpoint('jwks_uri')), 'no keys') as unknown as JSONWebKeySet,
  );
  const person = (n: number) => setup.people[n % setup.people.length] as SignedInPerson;
  const verify = async (n: number, token: string | undefined, audience?: string) => {
    if (n % SAMPLE === 0) await jwtVerify(token ?? '', keys, { issuer: setup.issuer, audience });
  };

  /** From the authorization request to the tokens. */
  const codeFlow = async (n: number, kind: 'web' | 'offline', names: readonly string[]) => {
    const attempt = new AuthorizationAttempt(setup, kind);
    const code = attempt.codeOf(await http.get(attempt.url, { cookie: person(n).cookie }));
    const tokens = tokensOf(await attempt.redeem(http, code), names);
    await verify(n, tokens['id_token'], clients[kind].client_id);
    return tokens;
  };
  const userinfo = async (token: string | undefined) => {
    const answer = await http.get(endpoint('userinfo_endpoint'), { authorization: `Bearer ${token}` });
    expectThat(typeof jsonOf(answer, 'no userinfo')['sub'] === 'string', 'no sub', answer);
  };
  const machine = (client: BenchClient): Flow => {
    const authorization = basic(client);
    return async (n) => {
      const form = { grant_type: 'client_credentials' };
      const answer = await http.post(endpoint('token_endpoint'), form, { authorization });
      await verify(n, tokensOf(answer, ['access_token'])['access_token']);
    };
  };

  const signedInTokens: Record<string, string>[] = [];
  for (const n of setup.people.keys()) {
    signedInTokens.push(await codeFlow(n, 'web', ['access_token', 'id_token']));
  }
  const accessToken = (n: number) => signedInTokens[n % signedInTokens.length]?.['access_token'] ?? '';

  return {
    code: async (n) => {
      await codeFlow(n, 'web', ['access_token', 'id_token']);
    },
    refresh: async (n) => {
      const names = ['access_token', 'id_token', 'refresh_token'];
      const { refresh_token = '' } = await codeFlow(n, 'offline', names);
      const authorization = basic(clients.offline);
      const form = { grant_type: 'refresh_token', refresh_token };
      const answer = await http.post(endpoint('token_endpoint'), form, { authorization });
      const refreshed = tokensOf(answer, names);
      await verify(n, refreshed['id_token'], clients.offline.client_id);
      await userinfo(refreshed['access_token']);
    },
    'machine-rs256': machine(clients.rs256),
    'machine-es256': machine(clients.es256),
    introspection: async (n) => {
      const authorization = basic(clients.web);
      const form = { token: accessToken(n), token_type_hint: 'access_token' };
      const answer = await http.post(endpoint('introspection_endpoint'), form, { authorization });
      expectThat(jsonOf(answer, 'no introspection')['active'] === true, 'not active', answer);
    },
    userinfo: (n) => userinfo(accessToken(n)),
    metadata: async () => {
      const document = await http.get(`${setup.issuer}/.well-known/openid-configuration`);
      expectThat(jsonOf(document, 'no metadata')['issuer'] === setup.issuer, 'another issuer', document);
      const set = await http.get(endpoint('jwks_uri'));
      expectThat(Array.isArray(jsonOf(set, 'no keys')['keys']), 'no keys', set);
    },
    password: async (n) => {
      const attempt = new AuthorizationAttempt(setup, 'web');
      const browser = new TestBrowser(setup.issuer);
      const page = await browser.open(attempt.url);
      const back = await browser.signIn(page, person(n));
      const answer = { ...back, headers: { location: back.location } };
      const tokens = await attempt.redeem(http, attempt.codeOf(answer));
      await verify(n, tokensOf(tokens, ['id_token'])['id_token'], clients.web.client_id);
    },
  };
}
