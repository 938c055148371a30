import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requestOf } from '../support/authorize.js';
import { focusOn, LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { clickTo, says, shown } from '../support/page-steps.js';
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
/** Sends the form with these, which leads to what `after` finds. */
const fill = async (fields: Record<string, string>, after: string) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name=${name}]`, value);
  await clickTo(page, '#sign-up-submit', after);
};
/** Nobody has it yet, in a second attempt either. */
const newEmail = () => `${randomUUID()}@example.com`;

describe.each(LOOKS)('Signing up, %s', (look, options) => {
  const looksRight = (name: string) => chromium.looksRight(page, `${look}-${name}`);

  it('goes from signing in to signing up and on to the application', async () => {
    const email = newEmail();
    await open(options);
    await page.goto(authorizeUrl());
    await looksRight('sign-in-with-sign-up');
    await clickTo(page, '#sign-up-instead', '#sign-up-submit');
    await looksRight('sign-up');
    await focusOn(page, 'input[name=email]');
    await fill({ email, name: 'Ada Lovelace', password: 'password1' }, '[role=alert]');
    await looksRight('sign-up-refused');
    await focusOn(page, 'input[name=password]');
    expect(await page.inputValue('input[name=email]')).toBe(email);
    await fill({ password: PASSWORD }, '#consent-allow');
    await says(page, 'main', 'Photo album');
    await page.goto(authorizeUrl({ prompt: 'create' }));
    await looksRight('sign-up-besides');
    await fill({ email, name: 'Ada', password: PASSWORD }, '[role=alert]');
    await looksRight('sign-up-unavailable');
    await clickTo(page, '#sign-in-instead', '#sign-in-submit');
    expect(opened.complaints).toEqual([]);
  });

  it('for the account ends there', async () => {
    await open(options);
    await page.goto(`${portico.url}/sign-up`);
    await looksRight('sign-up-account');
    await fill({ email: newEmail(), name: 'Grace Hopper', password: PASSWORD }, '#account-sign-out');
    expect(page.url()).toBe(`${portico.url}/account`);
    await says(page, 'main', 'Grace Hopper');
  });
});

describe('Signing up without script', () => {
  it('works, in German, by the keyboard alone', async () => {
    await open({ javaScriptEnabled: false, locale: 'de-DE' });
    const email = newEmail();
    await page.goto(authorizeUrl({ prompt: 'create', login_hint: email }));
    expect(await page.textContent('h1')).toContain('Erstellen Sie ein Konto');
    expect(await page.inputValue('input[name=email]')).toBe(email);
    await page.focus('input[name=name]');
    await page.keyboard.type('Käthe Kollwitz');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await shown(page, '#consent-allow');
  });
});
