import { setTimeout as wait } from 'node:timers/promises';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { refusal } from '../registration/registering.js';
import { modules } from './modules.js';
import { rsaKey } from './suite-client.js';

const { suite, registered, flow, errorPage } = modules();

/** What most modules of `oidcc-dynamic-certification-test-plan` register. */
const BY_KEY = { token_endpoint_auth_method: 'private_key_jwt' } as const;

describe('The Dynamic plan', () => {
  describe('OpenID Connect Dynamic Client Registration 1.0 §2: what a client says of itself', () => {
    it('decides how ID tokens are signed [oidcc-idtoken-rs256]', async () => {
      const { claims } = await flow({}, { ...BY_KEY, id_token_signed_response_alg: 'RS256' });
      expect(claims.iss).toBe(suite().issuer);
    });

    it('decides that userinfo is signed [oidcc-userinfo-rs256]', async () => {
      expect(suite().server['userinfo_signing_alg_values_supported']).toContain('RS256');
      const { client, tokens } = await flow({}, { ...BY_KEY, userinfo_signed_response_alg: 'RS256' });
      const answer = await suite().userinfo(tokens['access_token']);
      expect(answer.headers.get('content-type')).toMatch(/^application\/jwt/);
      const { payload } = await jwtVerify(answer.text, createLocalJWKSet(suite().jwks), {
        issuer: suite().issuer,
        audience: client.client_id,
        algorithms: ['RS256'],
      });
      expect(payload).not.toHaveProperty('nonce');
    });

    it('is taken with a member that nobody knows, and with any letters', async () => {
      const client = await registered({ client_name: 'Prüfstand 検証 🔍' });
      const odd = await suite().register({
        redirect_uris: [suite().site.callback],
        'client_name#de': 'Prüfstand',
        nobody_knows: { this: ['member'] },
      });
      expect([client.information['client_name'], odd.status]).toEqual(['Prüfstand 検証 🔍', 201]);
      expect(odd.body).not.toHaveProperty('nobody_knows');
    });

    /** The sign-in page of a client with this member, as the suite's screenshot shows it. */
    const signInPage = async (metadata: object) => {
      const client = await registered({ ...BY_KEY, ...metadata });
      const browser = suite().browser('sign-in page');
      return browser.visit(suite().authorizationUrl(client.request()));
    };

    it('puts its logo on the sign-in page, and lets the browser load it [oidcc-registration-logo-uri]', async () => {
      const logo_uri = `${suite().site.origin}/images/logo.png`;
      const page = await signInPage({ logo_uri });
      expect(page.text).toContain(`src="${logo_uri}"`);
      expect(page.headers.get('content-security-policy')).toMatch(
        new RegExp(`img-src [^;]*${suite().site.origin}`),
      );
    });

    it('puts a link to its privacy policy there [oidcc-registration-policy-uri]', async () => {
      const page = await signInPage({ policy_uri: 'https://openid.net/policies/' });
      expect(page.text).toContain('href="https://openid.net/policies/"');
    });

    it('puts a link to its terms there [oidcc-registration-tos-uri]', async () => {
      const page = await signInPage({ tos_uri: 'https://openid.net/terms/' });
      expect(page.text).toContain('href="https://openid.net/terms/"');
    });
  });

  describe('OpenID Connect Core 1.0 §3.1.2.1: redirect_uri', () => {
    const query = '?dummy1=lorem&dummy2=ipsum';

    it('must be sent [oidcc-ensure-redirect-uri-in-authorization-request]', async () => {
      const { callback } = suite().site;
      const client = await registered({ ...BY_KEY, redirect_uris: [callback, `${callback}2`] });
      const page = await errorPage(client, { redirect_uri: undefined });
      expect(page.text).toContain('redirect_uri');
    });

    it('keeps the query that it is registered with [oidcc-redirect-uri-query-OK]', async () => {
      const client = await registered({ ...BY_KEY, redirect_uris: [`${suite().site.callback}${query}`] });
      const arrival = await client.authorize(suite().browser(), client.request());
      expect([arrival.query.get('dummy1'), arrival.query.get('dummy2')]).toEqual(['lorem', 'ipsum']);
      suite().tokensOf(await client.redeem(arrival.query.get('code') ?? ''));
    });

    it('must have that query and no other [oidcc-redirect-uri-query-mismatch]', async () => {
      const { callback } = suite().site;
      const client = await registered({ ...BY_KEY, redirect_uris: [`${callback}${query}`] });
      await errorPage(client, { redirect_uri: `${callback}?dummy1=lorem&dummy2=other` });
    });

    it('must have no query when none is registered [oidcc-redirect-uri-query-added]', async () => {
      await errorPage(await registered(BY_KEY), { redirect_uri: `${suite().site.callback}${query}` });
    });

    it('is never registered with a fragment [oidcc-redirect-uri-regfrag]', async () => {
      const answer = await suite().register({ redirect_uris: [`${suite().site.callback}#foobar`] });
      expect(refusal(answer)).toEqual([400, 'invalid_redirect_uri']);
      expect(answer.headers.get('content-type')).toContain('application/json');
    });
  });

  describe('OpenID Connect Core 1.0 §9, §10.1: keys that clients keep at an address', () => {
    const atAddress = async (more: object = {}) => {
      const key = await rsaKey('first');
      const path = `/jwks/${key.jwk.n?.slice(0, 8)}`;
      const jwks_uri = suite().site.serve(path, { keys: [key.jwk] });
      const client = await registered({ ...BY_KEY, jwks_uri, ...more }, key);
      return { client, path };
    };

    it('are fetched from there [oidcc-registration-jwks-uri]', async () => {
      const { client } = await atAddress();
      expect((await client.signIn(suite().browser())).claims.iss).toBe(suite().issuer);
    });

    it('are fetched again for a kid that is new [oidcc-refresh-token-rp-key-rotation]', async () => {
      const { client, path } = await atAddress({ grant_types: ['authorization_code', 'refresh_token'] });
      const asked = { scope: 'openid offline_access', prompt: 'consent' };
      const { tokens } = await client.signIn(suite().browser(), asked);
      const next = await rsaKey('second');
      suite().site.serve(path, { keys: [next.jwk] });
      client.use(next);
      await wait(5_000); // The suite waits a minute: fetching again may be limited.
      const { refresh_token } = tokens;
      const again = suite().tokensOf(await client.token({ grant_type: 'refresh_token', refresh_token }));
      expect((await suite().userinfo(again['access_token'])).status).toBe(200);
    });

    it('sign assertions for the issuer as well as for the token endpoint [oidcc-ensure-client-assertion-with-iss-aud-succeeds]', async () => {
      const client = await registered(BY_KEY);
      const { code } = await client.code(suite().browser());
      const client_assertion = await client.assertion(suite().issuer);
      suite().tokensOf(await client.redeem(code, { client_assertion }));
    });
  });

  describe('OpenID Connect Core 1.0 §8.1: a sector document', () => {
    const withSector = (listed: readonly string[]) => ({
      subject_type: 'pairwise',
      sector_identifier_uri: suite().site.serve(`/sector-${listed.length}.json`, listed),
    });

    it('lets a client be pairwise when it lists the redirect_uri [oidcc-registration-sector-uri]', async () => {
      const other = 'https://other.example/callback';
      const { claims } = await flow({}, { ...BY_KEY, ...withSector([suite().site.callback, other]) });
      expect(claims.sub).not.toBe((await flow()).claims.sub);
    });

    it('refuses the client when it lists another [oidcc-registration-sector-bad]', async () => {
      const answer = await suite().register({
        redirect_uris: [suite().site.callback],
        ...withSector(['https://other.example/callback']),
      });
      expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
    });
  });

  describe('OpenID Connect Core 1.0 §6.2: a request object at an address', () => {
    it('is fetched and believed when RS256 signs it, whatever fragment the address has [oidcc-request-uri-signed-rs256]', async () => {
      const address = `${suite().site.origin}/requests/signed#${'A'.repeat(43)}`;
      const client = await registered({
        ...BY_KEY,
        request_uris: [address],
        request_object_signing_alg: 'RS256',
      });
      const request = client.request();
      const { client_id } = client;
      const object = await client.sign({ ...request, iss: client_id, aud: suite().issuer });
      suite().site.serve('/requests/signed', object, 'application/jwt');
      const sent = { client_id, scope: 'openid', response_type: 'code', request_uri: address };
      const arrival = await client.authorize(suite().browser(), sent);
      const tokens = suite().tokensOf(await client.redeem(suite().codeOf(arrival, request)));
      await suite().idTokenOf(tokens, client, request);
    });

    it('must be signed, as discovery says: the module is skipped [oidcc-request-uri-unsigned]', () => {
      expect(suite().server).toMatchObject({ request_uri_parameter_supported: true });
      expect(suite().server['request_object_signing_alg_values_supported']).toEqual(
        expect.not.arrayContaining(['none']),
      );
    });
  });

  describe('OpenID Connect Core 1.0 §10.1.1: rotation of the signing keys', () => {
    it('publishes a new key at once, beside the old one [oidcc-server-rotate-keys]', async () => {
      const kids = async () => (await suite().keys()).map(({ kid }) => kid);
      const before = await kids();
      await suite().deployment.admin('POST', '/keys/RS256/rotate');
      const after = await kids();
      expect(after).toEqual(expect.arrayContaining(before));
      expect(after).toHaveLength(before.length + 1);
      expect(new Set(after).size).toBe(after.length);
    });
  });
});
