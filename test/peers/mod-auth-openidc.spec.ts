import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { initiateLoginUrl } from '#libs/protocol';
import { TestChromium } from '../support/chromium.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { Apache, missing } from './apache.js';

if (missing.length > 0) console.warn(`Apache is not tested: there is no ${missing.join(' and no ')}.`);

describe.skipIf(missing.length > 0)('Apache with mod_auth_openidc', () => {
  let portico: TestPortico;
  let chromium: TestChromium;
  let backend: Server;
  let apache: Apache;
  let person: TestPerson;
  let page: Page;
  beforeAll(async () => {
    portico = await startPortico({ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost' });
    // The application behind: it says what it is told.
    backend = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.headers));
    });
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    apache = await Apache.start(portico, backendUrl());
    chromium = await TestChromium.launch();
  });
  afterAll(async () => {
    await chromium?.close();
    await apache?.stop();
    await portico?.close();
    backend?.close();
  });
  beforeEach(async () => {
    person = await createPerson(portico, { name: 'Ada Example' });
    ({ page } = await chromium.open());
  });
  afterEach(() => page.context().close());

  const backendUrl = () => `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
  const open = () => page.goto(`${apache.origin}/pages/`);
  /** Password and consent; what Apache then answers. */
  const answer = async (button = '#consent-allow', at = apache): Promise<Response | null> => {
    await page.fill('input[name=username]', person.email);
    await page.fill('input[name=password]', person.password);
    await page.click('#sign-in-submit');
    const response = page.waitForResponse(
      (each) => each.url().startsWith(at.origin) && each.status() !== 302,
    );
    await page.click(button);
    return response;
  };
  const told = async (): Promise<IncomingHttpHeaders> => JSON.parse((await page.textContent('pre')) ?? '');
  const signIn = async () => {
    await open();
    await answer();
    return told();
  };

  it('signs the person in, and tells the application behind who that is', async () => {
    const headers = await signIn();
    expect(page.url()).toBe(`${apache.origin}/pages/`);
    expect(headers).toMatchObject({
      'x-remote-user': person.account.sub,
      oidc_claim_iss: portico.url,
      oidc_claim_sub: person.account.sub,
      oidc_claim_name: 'Ada Example',
      oidc_claim_email: person.email,
    });
  });

  it('renews an access token that has a minute left before it tells it to the application', async () => {
    const { oidc_access_token } = await signIn();
    await page.reload();
    expect((await told()).oidc_access_token).toBe(oidc_access_token);

    await page.context().clearCookies({ name: 'mod_auth_openidc_session' });
    await portico.admin.call('PATCH', `/clients/${apache.client_id}`, { access_token_lifetime: 60 });
    await open();
    const { oidc_access_token: dying } = await told();
    await page.reload();
    const { oidc_access_token: renewed } = await told();
    await portico.admin.call('PATCH', `/clients/${apache.client_id}`, { access_token_lifetime: null });
    expect(renewed).toEqual(expect.any(String));
    expect(renewed).not.toBe(dying);
  });

  it('signs the person out, of Portico too, and gets them back', async () => {
    await signIn();
    const back = new URLSearchParams({ logout: `${apache.origin}/` });
    await page.goto(`${apache.origin}/oidc/callback?${back}`);
    expect(page.url()).toBe(`${apache.origin}/`);
    await open();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it.each([
    ['back channel', 'backchannel_logout_uri', 'backchannel'],
    ['front channel', 'frontchannel_logout_uri', 'get'],
  ])('is told by the %s when the person signs out elsewhere', async (_, member, way) => {
    await portico.admin.call('PATCH', `/clients/${apache.client_id}`, {
      backchannel_logout_uri: null,
      frontchannel_logout_uri: null,
      [member]: `${apache.origin}/oidc/callback?logout=${way}`,
    });
    await signIn();
    await page.goto(`${portico.url}/oauth2/logout`);
    await page.click('#sign-out-confirm');
    await page.waitForSelector('#sign-in-again');
    const shown = async () => {
      await open();
      return new URL(page.url()).pathname;
    };
    await expect.poll(shown, { timeout: 10_000 }).toBe('/sign-in');
  });

  it('OpenID Connect Core 1.0 §4: begins a sign-in that Portico’s account page asks for', async () => {
    // As registered: it can't be here, for only https addresses are.
    const target = new URLSearchParams({ target_link_uri: `${apache.origin}/pages/` });
    await page.goto(initiateLoginUrl(`${apache.origin}/oidc/callback?${target}`, portico.url));
    await answer();
    expect(page.url()).toBe(`${apache.origin}/pages/`);
    expect((await told()).oidc_claim_sub).toBe(person.account.sub);
  });

  it('signs nobody in who refused', async () => {
    await open();
    const response = await answer('#consent-deny');
    expect(new URL(String(response?.url())).searchParams.get('error')).toBe('access_denied');
    // Debian 12's takes an error with `iss` (RFC 9207) for a sign-in that Portico starts, and shows another error.
    expect(await response?.text()).toMatch(/Error: <pre>(?:Invalid Request|.*access_denied)/);
  });

  /** Where the browser is sent from there. */
  const redirect = async (from: string): Promise<URL> => {
    const response = await page.request.get(from, { maxRedirects: 0 });
    return new URL(response.headers().location ?? '', from);
  };

  it.each([
    ['state', /state cookie/],
    ['nonce', /the nonce value \(forged\) in the id_token did not match/],
  ])('holds the answer to the %s that it expects', async (check, logged) => {
    await signIn();
    await page.context().clearCookies({ name: 'mod_auth_openidc_session' });
    const request = await redirect(`${apache.origin}/pages/`);
    // What was asked for comes back in the ID token; the state comes back in the answer itself.
    const url = check === 'nonce' ? request : await redirect(request.href);
    url.searchParams.set(check, 'forged');
    await page.goto(url.href);
    expect(new URL(page.url()).pathname).toBe('/oidc/callback');
    expect(apache.logged).toMatch(logged);
  });

  it('lets clients of Portico call its API with an access token, until that is revoked', async () => {
    const { oidc_access_token } = await signIn();
    const headers = { authorization: `Bearer ${oidc_access_token}` };
    const status = async () => (await fetch(`${apache.origin}/api`, { headers })).status;

    expect(await status()).toBe(200);
    await portico.admin.call('DELETE', `/users/${person.account.id}/consents/${apache.client_id}`);
    expect(await status()).toBe(401);
  });

  it('is told that its secret is wrong', async () => {
    const misled = await Apache.start(portico, backendUrl(), { client_secret: 'w'.repeat(43) });
    try {
      await page.goto(`${misled.origin}/pages/`);
      await answer('#consent-allow', misled);
      expect(misled.logged).toContain('invalid_client');
    } finally {
      await misled.stop();
    }
  });
});
