import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Consents } from '#libs/authorization';
import { type RunningDemo, startDemoBesidePortico } from '../demo/running-demo.js';
import { focusOn, LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { clickTo, says, shown, signInOn } from '../support/page-steps.js';
import { ADMIN } from '../support/portico.js';

let chromium: TestChromium;
let demo: RunningDemo;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  demo = await startDemoBesidePortico();
  chromium = await TestChromium.launch();
});
afterAll(async () => {
  await chromium?.close();
  await demo?.close();
});

/** Nothing was allowed yet. */
beforeEach(async () => {
  const account = await demo.portico.get(Accounts).findBySignInName(ADMIN.email);
  for (const client_id of ['portico-demo', 'portico-demo-browser']) {
    await demo.portico.get(Consents).revoke(account!.id, client_id, 'system');
  }
});
afterEach(() => page?.context().close());

async function openBrowser(options: BrowserContextOptions = {}) {
  opened = await chromium.open(options);
  page = opened.page;
}

/** Password and consent, from either page of the demo. */
async function signIn() {
  await clickTo(page, '#sign-in', '#sign-in-submit');
  await signInOn(page, ADMIN, '#consent-allow');
}

describe.each(LOOKS)('the demo in Chromium (%s)', (look, options) => {
  const looksRight = (name: string) => chromium.looksRight(page, `${look}-${name}`);
  beforeEach(() => openBrowser(options));

  it('signs in, shows who that is, refreshes, and signs out', async () => {
    await page.goto(demo.url);
    await looksRight('home');
    await signIn();
    await clickTo(page, '#consent-allow', '#userinfo');
    expect(page.url()).toBe(`${demo.url}/`);
    await says(page, '#userinfo', ADMIN.email);
    await says(page, '#id-token', 'portico-demo');
    await looksRight('person');

    await page.click('#refresh');
    await says(page, '#refreshes', /^once$/);
    await looksRight('refreshed');

    await page.click('#sign-out');
    await page.waitForURL(`${demo.url}/signed-out`);
    await shown(page, '#sign-in');
    await looksRight('signed-out');
    await clickTo(page, '#sign-in', '#sign-in-submit');
    expect(opened.complaints).toEqual([]);
  });

  it('signs in from the browser page, and shows who that is', async () => {
    await page.goto(`${demo.url}/browser.html`);
    await looksRight('browser-page');
    await signIn();
    await page.click('#consent-allow');
    await says(page, '#person', /"sub": "[\w-]+"/);
    await looksRight('browser-page-person');
    expect(opened.complaints).toEqual([]);
  });

  it('shows a refusal', async () => {
    await page.goto(demo.url);
    await signIn();
    await page.click('#consent-deny');
    await says(page, 'h1', 'You didn’t allow it');
    await looksRight('refusal');
  });
});

describe('the demo in Chromium', () => {
  beforeEach(() => openBrowser());

  it('can be used with the keyboard alone', async () => {
    await page.goto(demo.url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await focusOn(page, '#sign-in');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#sign-in-submit');
  });

  it('is signed in once for both of its clients', async () => {
    await page.goto(`${demo.url}/browser.html`);
    await signIn();
    await page.click('#consent-allow');
    await says(page, '#person', '"sub"');
    await page.goto(demo.url);
    await clickTo(page, '#sign-in', '#consent-allow');
    await clickTo(page, '#consent-allow', '#sign-out');
    expect(opened.complaints).toEqual([]);
  });
});

describe('the browser page', () => {
  beforeEach(() => openBrowser());

  it('asks with PKCE and nothing else, as an integrator would write it', async () => {
    await page.goto(`${demo.url}/browser.html`);
    const asked = page.waitForRequest((request) => request.url().includes('/oauth2/authorize'));
    await page.click('#sign-in');
    const { origin, searchParams } = new URL((await asked).url());
    expect(origin).toBe(demo.portico.url);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'portico-demo-browser',
      redirect_uri: `${demo.url}/browser.html`,
      response_type: 'code',
      scope: 'openid profile',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('sends its code once, also when it is loaded again', async () => {
    await page.goto(`${demo.url}/browser.html`);
    await signIn();
    await page.click('#consent-allow');
    await says(page, '#person', '"sub"');
    expect(page.url()).toBe(`${demo.url}/browser.html`);
    await page.reload();
    await says(page, '#person', 'Nobody is signed in.');
    expect(opened.complaints).toEqual([]);
  });

  it('shows why the person isn’t signed in', async () => {
    await page.goto(`${demo.url}/browser.html`);
    await signIn();
    await page.click('#consent-deny');
    await says(page, '#person', '"error": "access_denied"');
  });
});
