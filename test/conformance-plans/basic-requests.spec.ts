import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { modules } from './modules.js';
import type { ScriptedBrowser } from './scripted-browser.js';
import { PERSON, RESPONSE_MODES, type ResponseMode } from './suite.js';

let mode: ResponseMode;
const { suite, registered, flow } = modules(() => mode);

/** How often the browser had to sign in. */
const signIns = (browser: ScriptedBrowser) =>
  browser.seen.filter((page) => page.url.startsWith(`${suite().issuer}/sign-in`)).length;

describe.each(RESPONSE_MODES)('The Basic plan, with the response mode %s', (responseMode) => {
  beforeEach(() => {
    mode = responseMode;
  });

  describe('OpenID Connect Core 1.0 §3.1.2.1: parameters that never make an error', () => {
    it('takes display=page [oidcc-display-page]', () => flow({ display: 'page' }));
    it('takes display=popup [oidcc-display-popup]', () => flow({ display: 'popup' }));
    it('takes ui_locales [oidcc-ui-locales]', () => flow({ ui_locales: 'se' }));
    it('takes claims_locales [oidcc-claims-locales]', () => flow({ claims_locales: 'se' }));
    it('takes a parameter that nobody knows [oidcc-ensure-request-with-unknown-parameter-succeeds]', () =>
      flow({ extra: 'foobar' }));

    it('takes login_hint, and shows it [oidcc-login-hint]', async () => {
      const { browser } = await flow({ login_hint: 'buffy@id.example.com' });
      expect(browser.seen[0]?.text).toContain('value="buffy@id.example.com"');
    });

    it('takes acr_values, and says in acr which of them it was [oidcc-ensure-request-with-acr-values-succeeds]', async () => {
      const supported = suite().server['acr_values_supported'] as string[];
      const { claims } = await flow({ acr_values: supported.join(' ') });
      expect(supported).toContain(claims.acr);
    });
  });

  describe('OpenID Connect Core 1.0 §3.1.2.3: when the person signs in', () => {
    it('asks a person who is signed in again, later than before [oidcc-prompt-login]', async () => {
      const { client, browser, claims } = await flow();
      await wait(1000);
      const second = await client.signIn(browser, { prompt: 'login' });
      expect([signIns(browser), second.claims.sub]).toEqual([2, claims.sub]);
      expect(Number(second.claims.auth_time)).toBeGreaterThan(Number(claims.auth_time));
    });

    it('asks nobody anything with prompt=none [oidcc-prompt-none-not-logged-in]', async () => {
      const client = await registered();
      const request = client.request({ prompt: 'none', state: `${'x'.repeat(124)}-._~` });
      const error = suite().errorOf(await client.authorize(suite().browser(), request), request);
      expect(error).toBe('login_required');
    });

    it('knows who is signed in with prompt=none, and since when [oidcc-prompt-none-logged-in]', async () => {
      const { client, browser, claims } = await flow();
      const second = await client.signIn(browser, { prompt: 'none' });
      expect(second.claims).toMatchObject({ sub: claims.sub, auth_time: claims.auth_time });
    });

    it('asks again when the last time is longer ago than max_age [oidcc-max-age-1]', async () => {
      const { client, browser, claims } = await flow();
      await wait(2000);
      const second = await client.signIn(browser, { max_age: '1' });
      expect(signIns(browser)).toBe(2);
      expect(Number(second.claims.auth_time)).toBeGreaterThan(Number(claims.auth_time));
    });

    it('does not ask again within max_age [oidcc-max-age-10000]', async () => {
      const { client, browser, claims } = await flow({ max_age: '15000' });
      const second = await client.signIn(browser, { max_age: '10000' });
      expect(signIns(browser)).toBe(1);
      expect(second.claims).toMatchObject({ sub: claims.sub, auth_time: claims.auth_time });
    });

    it('takes an ID token of the person as a hint [oidcc-id-token-hint]', async () => {
      const { client, browser, claims, tokens } = await flow();
      const hinted = { prompt: 'none', id_token_hint: tokens['id_token'] };
      const second = await client.signIn(browser, hinted);
      expect(second.claims).toMatchObject({ sub: claims.sub, auth_time: claims.auth_time });
    });
  });

  describe('OpenID Connect Core 1.0 §5.5: the claims parameter', () => {
    it('brings an essential name in userinfo, and not in the ID token [oidcc-claims-essential]', async () => {
      const claims = JSON.stringify({ userinfo: { name: { essential: true } } });
      const done = await flow({ claims });
      const { body } = await suite().userinfo(done.tokens['access_token']);
      expect(body).toEqual({ sub: done.claims.sub, name: PERSON['name'] });
    });
  });

  describe('RFC 6749 §4.1.2: a code is good once', () => {
    it('refuses it the second time with invalid_grant [oidcc-codereuse]', async () => {
      const { client, code } = await flow();
      const answer = await client.redeem(code);
      expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_grant']);
      expect(answer.headers.get('content-type')).toContain('application/json');
    });

    it('then ends the tokens that it gave [oidcc-codereuse-30seconds]', async () => {
      const { client, code, tokens } = await flow();
      await client.redeem(code);
      expect((await suite().userinfo(tokens['access_token'])).status).toBe(401);
    });
  });

  describe('OpenID Connect Core 1.0 §12: refresh tokens', () => {
    it('refreshes for the client that holds it, and for no other [oidcc-refresh-token]', async () => {
      expect(suite().server['grant_types_supported']).toContain('refresh_token');
      const grant_types = ['authorization_code', 'refresh_token'];
      const asked = { scope: 'openid offline_access', prompt: 'consent' };
      const one = await flow(asked, { grant_types });
      const two = await flow(asked, { grant_types });
      const refresh = (refresh_token: string | undefined) => ({
        grant_type: 'refresh_token',
        refresh_token,
        scope: 'openid offline_access',
      });

      const answer = await one.client.token(refresh(one.tokens['refresh_token']));
      const tokens = suite().tokensOf(answer);
      expect(tokens['refresh_token']).toMatch(/^[\x20-\x7E]{16,}$/);
      expect(tokens['access_token']).not.toBe(one.tokens['access_token']);
      const claims = await suite().idTokenOf(tokens, one.client, {});
      expect(claims).toMatchObject({ sub: one.claims.sub, auth_time: one.claims.auth_time });
      expect((await suite().userinfo(tokens['access_token'])).status).toBe(200);

      const stolen = await one.client.token(refresh(two.tokens['refresh_token']));
      expect([stolen.status, stolen.body['error']]).toEqual([400, 'invalid_grant']);
    });
  });

  describe('OpenID Connect Core 1.0 §6: what is not signed', () => {
    /** A request object with `alg: none`, of a request with these parameters. */
    const unsigned = (claims: object) =>
      `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

    it('is refused as a request object, as discovery says: the module is skipped [oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported]', async () => {
      expect(suite().server['request_object_signing_alg_values_supported']).not.toContain('none');
      const client = await registered();
      const request = client.request();
      const sent = { ...request, request: unsigned(request) };
      const error = suite().errorOf(await client.authorize(suite().browser(), sent), request);
      expect(error).toBe('invalid_request_object');
    });

    it('is refused at request_uri too [oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported]', async () => {
      const address = suite().site.serve('/requests/unsigned', unsigned({}), 'application/jose');
      const client = await registered({ request_uris: [address] });
      const request = client.request();
      const sent = { ...request, request_uri: address };
      const error = suite().errorOf(await client.authorize(suite().browser(), sent), request);
      expect(error).toBe('invalid_request_object');
    });

    it('names no redirect_uri that would be believed [oidcc-ensure-request-object-with-redirect-uri]', async () => {
      const client = await registered();
      const request = client.request();
      const elsewhere = { ...request, redirect_uri: `${suite().site.callback}/invalid` };
      suite().site.arrivals.length = 0;
      const sent = suite().authorizationUrl({ ...elsewhere, request: unsigned(request) });
      const page = await suite().browser('error page').visit(sent);
      expect([page.status, suite().site.arrivals]).toEqual([400, []]);
    });
  });
});
