import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SinglePageApplication } from '../interop/single-page-application.js';
import { TestChromium } from '../support/chromium.js';
import { clickTo, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';

let chromium: TestChromium;
let portico: TestPortico;
let person: TestPerson;
let page: Page;
beforeAll(async () => {
  portico = await startPortico();
  chromium = await TestChromium.launch();
});
afterAll(async () => {
  await chromium?.close();
  await portico?.close();
});
beforeEach(async () => {
  person = await createPerson(portico, { name: 'Ada Example' });
  ({ page } = await chromium.open());
});
afterEach(() => page.context().close());

/** Password and consent, in the window that Portico is in. */
const answer = async (portico: Page, button = '#consent-allow') => {
  await signInOn(portico, person, button);
  await portico.click(button);
};
/** What the application shows, once that holds this text, or no longer holds that one. */
const shown = async (text: string, without = 'nothing of the kind') => {
  const result = `document.querySelector('#result')?.textContent`;
  const holds = `${result}?.includes(${JSON.stringify(text)})`;
  await page.waitForFunction(`${holds} && !${result}.includes(${JSON.stringify(without)})`);
  return JSON.parse((await page.textContent('#result')) ?? '');
};
const signIn = async () => {
  await clickTo(page, '#sign-in', '#sign-in-submit');
  await answer(page);
  return shown('access_token');
};

const SITES = [
  ['another site than Portico', '127.0.0.1'],
  ['the same site as Portico', 'localhost'],
] as const;

describe.each(SITES)('oidc-client-ts in Chromium, on %s', (_, host) => {
  let application: SinglePageApplication;
  beforeAll(async () => {
    application = await SinglePageApplication.start(portico, host, 'openid profile email offline_access');
  });
  afterAll(() => application.close());
  beforeEach(async () => {
    await page.goto(application.origin);
  });

  it('signs the person in, and learns from userinfo who that is', async () => {
    const { profile } = await signIn();
    expect(profile).toMatchObject({ sub: person.account.sub, name: 'Ada Example', email: person.email });
  });

  it('renews by its refresh token', async () => {
    const { access_token } = await signIn();
    await page.click('#renew');
    const { profile } = await shown('access_token', access_token);
    expect(profile.sub).toBe(person.account.sub);
  });

  it('signs the person in in a popup', async () => {
    const popup = page.waitForEvent('popup');
    await page.click('#popup');
    await answer(await popup);
    const { profile } = await shown('access_token');
    expect(profile.sub).toBe(person.account.sub);
  });

  it('is told that the person refused', async () => {
    await clickTo(page, '#sign-in', '#sign-in-submit');
    await answer(page, '#consent-deny');
    expect(await shown('error')).toEqual({ error: 'access_denied' });
  });

  it('takes no answer that it didn’t ask for', async () => {
    await page.goto(`${application.origin}/callback?code=somebody’s&state=forged&iss=${portico.url}`);
    expect(await shown('error')).toEqual({ error: 'Error: No matching state found in storage' });
  });

  it('gives its tokens up, signs the person out, and gets them back', async () => {
    const { access_token } = await signIn();
    await page.click('#sign-out');
    await page.waitForURL(`${application.origin}/**`);
    expect(await shown('null')).toBeNull();
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${portico.url}/oauth2/userinfo`, { headers })).status).toBe(401);
    await page.goto(`${portico.url}/account`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});

describe('oidc-client-ts renewing in a hidden frame, by prompt=none', () => {
  let application: SinglePageApplication;
  afterEach(() => application.close());

  const renew = async (host: 'localhost' | '127.0.0.1') => {
    application = await SinglePageApplication.start(portico, host, 'openid profile email');
    await page.goto(application.origin);
    const { access_token } = await signIn();
    const asked = page.waitForRequest((request) => request.url().includes('prompt=none'));
    await page.click('#renew');
    expect((await asked).frame()).not.toBe(page.mainFrame());
    return access_token;
  };

  it('renews on the same site as Portico, whose cookies the browser sends from there', async () => {
    const { profile } = await shown('access_token', await renew('localhost'));
    expect(profile.sub).toBe(person.account.sub);
  });

  it('is told login_required on another site, from where it sends none', async () => {
    await renew('127.0.0.1');
    expect(await shown('error')).toEqual({ error: 'login_required' });
  });
});
