import 'reflect-metadata';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestOf } from '../support/authorize.js';
import { type OpenPage, TestChromium } from '../support/chromium.js';
import { ClientSite } from '../support/client-site.js';
import { registerForAll } from '../support/front-channel.js';
import { signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import type { Form, RelyingParty } from '../support/relying-party.js';

let chromium: TestChromium;
let portico: TestPortico;
let site: ClientSite;
let party: RelyingParty;
let alice: TestPerson;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  portico = await startPortico();
  site = await ClientSite.start();
  chromium = await TestChromium.launch();
  party = await registerForAll(portico, {
    // A site of this machine, without https, is a native application's only.
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${site.origin}/page`],
  });
  site.pages.set('/page', pageOfTheClient());
  alice = await createPerson(portico, { name: 'Alice' });
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await portico?.close();
});
beforeEach(async () => {
  site.received.length = 0;
  opened = await chromium.open();
  page = opened.page;
});
afterEach(async () => {
  await page.context().close();
  expect(opened.complaints).toEqual([]);
});

/** Takes what stands behind the `#` out of the address bar, verifies the ID token as a client must, and says what it found. */
const pageOfTheClient = () => `<!doctype html><title>Page</title><body><script>
  const issuer = ${JSON.stringify(portico.url)};
  const answer = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  history.replaceState(null, '', location.pathname);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const base64url = (buffer) => btoa(String.fromCharCode(...buffer)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  const leftHalf = async (text) =>
    base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).slice(0, 16));
  const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  (async () => {
    const found = { answer };
    if (answer.id_token) {
      const [head, body, signature] = answer.id_token.split('.');
      const { keys } = await (await fetch(issuer + '/.well-known/jwks.json')).json();
      const { kid } = JSON.parse(new TextDecoder().decode(bytes(head)));
      const key = await crypto.subtle.importKey('jwk', keys.find((one) => one.kid === kid), RS256, false, ['verify']);
      const signed = new TextEncoder().encode(head + '.' + body);
      found.verified = await crypto.subtle.verify(RS256, key, bytes(signature), signed);
      found.claims = JSON.parse(new TextDecoder().decode(bytes(body)));
    }
    if (answer.code) found.c_hash = await leftHalf(answer.code);
    if (answer.access_token) {
      found.at_hash = await leftHalf(answer.access_token);
      const headers = { Authorization: 'Bearer ' + answer.access_token };
      found.who = await (await fetch(issuer + '/oauth2/userinfo', { headers })).json();
    }
    document.body.textContent = JSON.stringify(found);
    document.title = 'done';
  })();
</script>`;

const goTo = async (changes: Form) =>
  page.goto(
    `${portico.url}/oauth2/authorize?${requestOf(party, { nonce: 'the-nonce', state: '"<é&#', ...changes })}`,
  );
const signIn = () => signInOn(page, alice, 'body:not(:has(#sign-in-submit))');
const found = async () => {
  await page.waitForFunction('document.title === "done"');
  return JSON.parse((await page.textContent('body')) ?? '');
};

describe('OpenID Connect Core 1.0 §3.2.2.5: tokens behind the # of a page on another site', () => {
  it('reach the script of the page, which can verify and use them; no server but Portico saw them', async () => {
    await goTo({ response_type: 'id_token token', scope: 'openid profile' });
    await signIn();
    const { answer, verified, claims, at_hash, who } = await found();
    expect(answer).toMatchObject({
      state: '"<é&#',
      iss: portico.url,
      token_type: 'Bearer',
      expires_in: '600',
    });
    expect(verified).toBe(true);
    expect(claims).toMatchObject({ aud: party.client.client_id, nonce: 'the-nonce', at_hash });
    expect(who).toMatchObject({ sub: claims.sub, name: 'Alice' });
    const { query, form, headers } = site.last('/page') ?? {};
    expect([[...(query ?? [])], [...(form ?? [])], headers?.referer]).toEqual([[], [], undefined]);
    expect(page.url()).toBe(`${site.origin}/page`);
  });

  it('§3.3.2.5: so do a code and its ID token, silently the second time', async () => {
    const code_challenge = 'x'.repeat(43);
    await goTo({ response_type: 'code id_token', code_challenge, code_challenge_method: 'S256' });
    await signIn();
    const first = await found();
    expect([first.verified, first.claims.c_hash]).toEqual([true, first.c_hash]);
    await goTo({ response_type: 'id_token', prompt: 'none' });
    expect((await found()).claims).toMatchObject({ sub: first.claims.sub, sid: first.claims.sid });
  });

  it('and errors: §3.2.2.6', async () => {
    await goTo({ response_type: 'id_token', prompt: 'none' });
    expect((await found()).answer).toMatchObject({ error: 'login_required', state: '"<é&#' });
    expect([...(site.last('/page')?.query ?? [])]).toEqual([]);
  });
});

describe('OAuth 2.0 Form Post Response Mode §2: tokens by a form', () => {
  it('reach the server of the client, and stand in no address', async () => {
    await goTo({ response_type: 'id_token', response_mode: 'form_post' });
    await signIn();
    await expect.poll(() => site.last('/page')?.method).toBe('POST');
    const { method, form, query } = site.last('/page') ?? {};
    expect([method, [...(query ?? [])]]).toEqual(['POST', []]);
    expect(Object.fromEntries(form ?? [])).toEqual({
      id_token: expect.stringMatching(/^ey/),
      state: '"<é&#',
      iss: portico.url,
    });
  });
});
