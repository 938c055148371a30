import 'reflect-metadata';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requestOf } from '../support/authorize.js';
import { focusOn, LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

const PASSWORD = 'seven green herons';

let chromium: TestChromium;
let portico: TestPortico;
let party: RelyingParty;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_SIGN_UP: 'open', PORTICO_SIGN_UP_LIMIT: '1000' });
  chromium = await TestChromium.launch();
  party = await RelyingParty.register(portico, {
    client_name: 'Photo album',
    client_uri: 'https://photos.example/',
    policy_uri: 'https://photos.example/privacy',
    redirect_uris: ['https://photos.example/callback'],
    require_pkce: false,
    require_consent: true,
  });
});
afterAll(async () => {
  await chromium?.close();
  await portico?.close();
});
afterEach(() => page?.context().close());

const open = async (options = {}) => {
  opened = await chromium.open(options);
  page = opened.page;
};
const authorizeUrl = (changes = {}) => `${portico.url}/oauth2/authorize?${requestOf(party, changes)}`;
const fill = async (fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name=${name}]`, value);
  await page.click('#sign-up-submit');
};

describe.each(LOOKS)('Signing up, %s', (look, options) => {
  const looksRight = (name: string) => chromium.looksRight(page, `${look}-${name}`);
  const email = `${look}@example.com`;

  it('goes from signing in to signing up and on to the application', async () => {
    await open(options);
    await page.goto(authorizeUrl());
    await looksRight('sign-in-with-sign-up');
    await page.click('#sign-up-instead');
    await looksRight('sign-up');
    await focusOn(page, 'input[name=email]');
    await fill({ email, name: 'Ada Lovelace', password: 'password1' });
    await looksRight('sign-up-refused');
    await focusOn(page, 'input[name=password]');
    expect(await page.inputValue('input[name=email]')).toBe(email);
    await fill({ password: PASSWORD });
    await page.waitForSelector('#consent-allow');
    expect(await page.textContent('main')).toContain('Photo album');
    await page.goto(authorizeUrl({ prompt: 'create' }));
    await looksRight('sign-up-besides');
    await fill({ email, name: 'Ada', password: PASSWORD });
    await looksRight('sign-up-unavailable');
    await page.click('#sign-in-instead');
    await page.waitForSelector('#sign-in-submit');
    expect(opened.complaints).toEqual([]);
  });

  it('for the account ends there', async () => {
    await open(options);
    await page.goto(`${portico.url}/sign-up`);
    await looksRight('sign-up-account');
    await fill({ email: `own-${email}`, name: 'Grace Hopper', password: PASSWORD });
    await page.waitForURL(`${portico.url}/account`);
    expect(await page.textContent('main')).toContain('Grace Hopper');
  });
});

describe('Signing up without script', () => {
  it('works, in German, by the keyboard alone', async () => {
    await open({ javaScriptEnabled: false, locale: 'de-DE' });
    await page.goto(authorizeUrl({ prompt: 'create', login_hint: 'ohne-script@example.com' }));
    expect(await page.textContent('h1')).toContain('Erstellen Sie ein Konto');
    expect(await page.inputValue('input[name=email]')).toBe('ohne-script@example.com');
    await page.focus('input[name=name]');
    await page.keyboard.type('Käthe Kollwitz');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#consent-allow');
  });
});
