import 'reflect-metadata';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestOf } from '../support/authorize.js';
import { focusOn, type OpenPage, TestChromium } from '../support/chromium.js';
import { ClientSite } from '../support/client-site.js';
import { clickTo, says, shown, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, granted, RelyingParty } from '../support/relying-party.js';

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
  party = await RelyingParty.register(portico, {
    client_name: 'Photo album',
    redirect_uris: [`${site.origin}/callback`],
    post_logout_redirect_uris: [`${site.origin}/out`],
    require_pkce: false,
    require_consent: true,
  });
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await portico?.close();
});
beforeEach(async () => {
  alice = await createPerson(portico, { name: 'Alice' });
  site.received.length = 0;
  opened = await chromium.open();
  page = opened.page;
});
afterEach(async () => {
  await page.context().close();
  expect(opened.complaints).toEqual([]);
});

const authorizeUrl = (changes: Form = {}, by = party) =>
  `${portico.url}/oauth2/authorize?${requestOf(by, changes)}`;
const givePassword = () => signInOn(page, alice, '#consent-allow');
const signIn = async () => {
  await page.goto(authorizeUrl());
  await givePassword();
  await clickTo(page, '#consent-allow', '#arrived');
};
/** A form of the client's own site posts this to Portico, which leads to what `after` finds. */
const postFrom = async (path: string, parameters: URLSearchParams, after = '#arrived') => {
  const inputs = [...parameters].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  const form = `<form method="post" action="${portico.url}${path}">${inputs.join('')}<button>Go</button></form>`;
  site.pages.set('/form', `<!doctype html><title>Client</title>${form}`);
  await page.goto(`${site.origin}/form`);
  await clickTo(page, 'button', after);
};

describe('The code flow for a client on another site', () => {
  it('signs in, asks for consent, brings a code that is good, and is silent the next time', async () => {
    await page.goto(authorizeUrl({ state: 'first' }));
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await givePassword();
    expect(new URL(page.url()).pathname).toBe('/consent');
    await clickTo(page, '#consent-allow', '#arrived');
    const { query, headers } = site.last('/callback') ?? {};
    expect(query?.get('state')).toBe('first');
    expect(headers?.referer).toBeUndefined();
    granted(await party.token({ grant_type: 'authorization_code', code: query?.get('code') ?? '' }));

    await page.goto(authorizeUrl({ state: 'second', prompt: 'none' }));
    expect(site.last('/callback')?.query.get('code')).toBeTruthy();
  });

  it('lets the browser return to the client from the form, though pages have a strict policy', async () => {
    await page.goto(authorizeUrl({ state: 'denied' }));
    await givePassword();
    await clickTo(page, '#consent-deny', '#arrived');
    expect(site.last('/callback')?.query.get('error')).toBe('access_denied');
  });

  it('says what was wrong, keeps the name, and puts the cursor where it is needed', async () => {
    await page.goto(authorizeUrl());
    await page.fill('input[name=username]', alice.email);
    await page.fill('input[name=password]', 'wrong password');
    await page.click('#sign-in-submit');
    await says(page, '[role=alert]', 'don’t match');
    expect(await page.inputValue('input[name=username]')).toBe(alice.email);
    await focusOn(page, 'input[name=password]');
    await page.keyboard.type(alice.password);
    await page.keyboard.press('Enter');
    await shown(page, '#consent-allow');
  });

  it('works with the keyboard alone', async () => {
    await page.goto(authorizeUrl());
    await focusOn(page, 'input[name=username]');
    await page.keyboard.type(alice.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(alice.password);
    await page.keyboard.press('Enter');
    await shown(page, '#consent-allow');
    const order: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate('document.activeElement.id'));
    }
    expect(order).toEqual(['consent-allow', 'consent-deny']);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#arrived');
  });

  it('back button: from the client to the pages, which lead to the client again by a fresh code', async () => {
    await signIn();
    const before = site.last('/callback')?.query.get('code');
    site.received.length = 0;
    await page.goBack();
    await expect.poll(() => site.last('/callback')?.query.get('code')).toBeTruthy();
    expect(site.last('/callback')?.query.get('code')).not.toBe(before);
  });
});

describe('POST to the authorization endpoint from the client’s site (OpenID Connect Core 1.0 §3.1.2.1)', () => {
  it('finds the person signed in, though the browser sends no cookies with it', async () => {
    await signIn();
    await postFrom('/oauth2/authorize', requestOf(party, { state: 'posted', prompt: 'none' }));
    expect(site.last('/callback')?.query.get('code')).toBeTruthy();
  });

  it('and so does one that is too long for an address', async () => {
    await signIn();
    const nonce = 'n'.repeat(9000);
    await postFrom('/oauth2/authorize', requestOf(party, { state: 'long', prompt: 'none', nonce }));
    expect(site.last('/callback')?.query.get('state')).toBe('long');
    expect(site.last('/callback')?.query.get('code')).toBeTruthy();
  });

  it('a long one goes through the pages, too', async () => {
    const long = requestOf(party, { state: 'pages', nonce: 'n'.repeat(9000) });
    await postFrom('/oauth2/authorize', long, '#sign-in-submit');
    await givePassword();
    await clickTo(page, '#consent-allow', '#arrived');
    expect(site.last('/callback')?.query.get('state')).toBe('pages');
  });
});

describe('OAuth 2.0 Form Post Response Mode', () => {
  it('posts itself to the client', async () => {
    await page.goto(authorizeUrl({ response_mode: 'form_post', state: '"<é&' }));
    await givePassword();
    await clickTo(page, '#consent-allow', '#arrived');
    const { method, form, headers } = site.last('/callback') ?? {};
    expect(method).toBe('POST');
    // Who posts is told, which page of theirs is not: it has the whole request in its address.
    expect([headers?.origin, headers?.referer]).toEqual([portico.url, `${portico.url}/`]);
    expect(Object.fromEntries(form ?? [])).toEqual({
      code: expect.any(String),
      state: '"<é&',
      iss: portico.url,
    });
  });

  it('is posted by the person where there is no script', async () => {
    await page.context().close();
    opened = await chromium.open({ javaScriptEnabled: false });
    page = opened.page;
    await page.goto(authorizeUrl({ response_mode: 'form_post', state: 'no script' }));
    await givePassword();
    await page.click('#consent-allow');
    await clickTo(page, '#posting-submit', '#arrived');
    expect(site.last('/callback')?.form.get('state')).toBe('no script');
  });
});

describe('The browser page: a public client with PKCE, and nothing else', () => {
  const script = (clientId: string) => `
    const issuer = ${JSON.stringify(portico.url)}, client_id = ${JSON.stringify(clientId)};
    const redirect_uri = location.origin + location.pathname;
    const b64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
    const say = (what) => { document.title = 'done'; document.body.textContent = JSON.stringify(what); };
    const code = new URLSearchParams(location.search).get('code');
    (async () => {
      if (!code) {
        const verifier = b64(crypto.getRandomValues(new Uint8Array(32)));
        sessionStorage.setItem('verifier', verifier);
        const challenge = b64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
        location.href = issuer + '/oauth2/authorize?' + new URLSearchParams({ client_id, redirect_uri,
          response_type: 'code', scope: 'openid', code_challenge: challenge, code_challenge_method: 'S256' });
        return;
      }
      const body = new URLSearchParams({ grant_type: 'authorization_code', client_id, redirect_uri, code,
        code_verifier: sessionStorage.getItem('verifier') });
      const first = await fetch(issuer + '/oauth2/token', { method: 'POST', body });
      const tokens = await first.json();
      const who = await fetch(issuer + '/oauth2/userinfo', {
        headers: { Authorization: 'Bearer ' + tokens.access_token }, credentials: 'include' });
      const again = await fetch(issuer + '/oauth2/token', { method: 'POST', body });
      const bad = await fetch(issuer + '/oauth2/userinfo', {
        headers: { Authorization: 'Bearer nonsense' }, credentials: 'include' });
      say({ status: first.status, who: await who.json(), again: [again.status, await again.json()],
        bad: [bad.status, await bad.json()] });
    })().catch((error) => say({ error: String(error) }));`;
  const pageOf = (clientId: string) =>
    `<!doctype html><title>Page</title><body><script>${script(clientId)}</script>`;
  const register = (metadata: Record<string, unknown>) =>
    RelyingParty.register(portico, {
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      ...metadata,
    });

  it('gets its tokens, asks who it is with credentials, and reads errors too', async () => {
    const { client } = await register({ redirect_uris: [`${site.origin}/page`] });
    site.pages.set('/page', pageOf(client.client_id));
    await page.goto(`${site.origin}/page`);
    await signInOn(page, alice, 'body:not(:has(#sign-in-submit))');
    await page.waitForFunction('document.title === "done"');
    expect(JSON.parse((await page.textContent('body')) ?? '')).toEqual({
      status: 200,
      who: { sub: alice.account.sub },
      again: [400, expect.objectContaining({ error: 'invalid_grant' })],
      bad: [401, expect.objectContaining({ error: 'invalid_token' })],
    });
    // What the two refusals were is in the browser's console, as for any page.
    await expect.poll(() => opened.complaints).toHaveLength(2);
    opened.complaints.length = 0;
  });

  it('gets nothing on an origin that is not its own', async () => {
    const { client } = await register({ redirect_uris: ['https://client.example/callback'] });
    site.pages.set(
      '/thief',
      `<!doctype html><title>Thief</title><body><script>
        fetch(${JSON.stringify(`${portico.url}/oauth2/token`)}, { method: 'POST', body: new URLSearchParams({
          grant_type: 'authorization_code', client_id: ${JSON.stringify(client.client_id)}, code: 'x' }) })
          .then((answer) => answer.text(), String).then((text) => { document.body.textContent = text; document.title = 'done'; });
      </script>`,
    );
    await page.goto(`${site.origin}/thief`);
    await page.waitForFunction('document.title === "done"');
    expect(await page.textContent('body')).toBe('TypeError: Failed to fetch');
    await expect.poll(() => opened.complaints.join()).toContain('CORS policy');
    // Chromium says it twice, the second time without the reason.
    await expect.poll(() => opened.complaints).toHaveLength(2);
    opened.complaints.length = 0;
  });
});

describe('Signing out', () => {
  it('by the client: back at its site, and signed out', async () => {
    await signIn();
    const code = site.last('/callback')?.query.get('code') ?? '';
    const { id_token } = granted(await party.token({ grant_type: 'authorization_code', code }));
    const parameters = new URLSearchParams({
      id_token_hint: id_token ?? '',
      post_logout_redirect_uri: `${site.origin}/out`,
      state: 'bye',
    });
    await postFrom('/oauth2/logout', parameters);
    expect(site.last('/out')?.query.get('state')).toBe('bye');
    await page.goto(authorizeUrl({ prompt: 'none', state: 'after' }));
    expect(site.last('/callback')?.query.get('error')).toBe('login_required');
  });

  it('by the person, after a question', async () => {
    await signIn();
    await page.goto(`${portico.url}/oauth2/logout`);
    await clickTo(page, '#sign-out-confirm', '#sign-in-again');
    await page.reload();
    await page.waitForSelector('#sign-in-again');
    await page.goto(`${portico.url}/account`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});

describe('Another site', () => {
  it('can neither show our pages in a frame nor act for the person by a form', async () => {
    await signIn();
    site.pages.set('/frame', `<!doctype html><title>x</title><iframe src="${portico.url}/account"></iframe>`);
    await page.goto(`${site.origin}/frame`);
    await expect.poll(() => opened.complaints.join()).toContain('frame-ancestors');
    opened.complaints.length = 0;
    await postFrom('/account/sessions/end', new URLSearchParams({ sid: 'x' }), '#error-reference');
    await expect.poll(() => opened.complaints).toHaveLength(1);
    opened.complaints.length = 0;
    await page.goto(`${portico.url}/account`);
    await page.waitForSelector('#account-sign-out');
  });
});
