import 'reflect-metadata';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Consents } from '#libs/authorization';
import { SetUpLink } from '../../apps/server/src/set-up/set-up-link.js';
import { requestOf } from '../support/authorize.js';
import { LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { clickTo, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { type Form, RelyingParty } from '../support/relying-party.js';

const EVERYTHING = 'openid profile email address phone offline_access';

let chromium: TestChromium;
let portico: TestPortico;
let fresh: TestPortico;
let party: RelyingParty;
let alice: TestPerson;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  portico = await startPortico();
  fresh = await startPortico({ PORTICO_ADMIN_EMAIL: '', PORTICO_ADMIN_PASSWORD: '' });
  chromium = await TestChromium.launch();
  party = await RelyingParty.register(portico, {
    client_name: 'Photo album',
    client_uri: 'https://photos.example/',
    policy_uri: 'https://photos.example/privacy',
    tos_uri: 'https://photos.example/terms',
    redirect_uris: ['https://photos.example/callback'],
    require_pkce: false,
    require_consent: true,
  });
});
afterAll(async () => {
  await chromium?.close();
  await fresh?.close();
  await portico?.close();
});
beforeEach(async () => {
  alice = await createPerson(portico, { name: 'Alice Liddell' });
});
afterEach(() => page?.context().close());

const authorizeUrl = (changes: Form = {}) => `${portico.url}/oauth2/authorize?${requestOf(party, changes)}`;

describe.each(LOOKS)('Every page, %s', (look, options) => {
  const looksRight = (name: string) => chromium.looksRight(page, `${look}-${name}`);
  const open = async (more = {}) => {
    await page?.context().close();
    opened = await chromium.open({ ...options, ...more });
    page = opened.page;
  };

  it('of signing in to an application', async () => {
    await open();
    await page.goto(authorizeUrl({ scope: EVERYTHING }));
    await looksRight('sign-in');
    await signInOn(page, { email: alice.email, password: 'wrong password' }, '[role=alert]');
    await looksRight('sign-in-refused');
    await signInOn(page, alice, '#consent-allow');
    await looksRight('consent');
    await page.goto(authorizeUrl({ prompt: 'login' }));
    await looksRight('password-again');
    await page.goto(authorizeUrl({ prompt: 'select_account' }));
    await looksRight('choose-an-account');
    expect(opened.complaints).toEqual([]);
  });

  it('of the account, of signing out, and the front door', async () => {
    const clientId = party.client.client_id;
    await portico
      .get(Consents)
      .give(alice.account.id, clientId, { scope: EVERYTHING.split(' '), claims: [] });
    await open();
    await page.goto(`${portico.url}/`);
    await looksRight('welcome');
    await page.goto(`${portico.url}/account`);
    await looksRight('sign-in-account');
    await signInOn(page, alice, '#account-sign-out');
    await looksRight('account');
    await page.fill('input[name=current_password]', 'wrong password');
    await page.fill('input[name=new_password]', 'seven green herons');
    await clickTo(page, '#change-password-submit', '[role=alert]');
    await looksRight('account-refused');
    await page.goto(`${portico.url}/`);
    await looksRight('welcome-signed-in');
    await page.goto(`${portico.url}/oauth2/logout?client_id=${clientId}`);
    await looksRight('sign-out');
    await clickTo(page, '#sign-out-confirm', '#sign-in-again');
    await looksRight('signed-out');
    expect(opened.complaints).toEqual([]);
  });

  it('of setting up', async () => {
    await open();
    await page.goto(await fresh.get(SetUpLink).issue());
    await looksRight('set-up');
    await page.fill('input[name=email]', 'first@example.com');
    await page.fill('input[name=name]', 'Ada');
    await page.fill('input[name=password]', 'password1');
    await clickTo(page, '#set-up-submit', '[role=alert]');
    await looksRight('set-up-refused');
    await page.goto(`${portico.url}/account`);
    await signInOn(page, ADMIN, '#account-sign-out');
    await page.goto(`${portico.url}/set-up/done`);
    await looksRight('set-up-done');
    expect(opened.complaints).toEqual([]);
    await page.goto(`${portico.url}/set-up`);
    await looksRight('set-up-dead');
  });

  it('of an invitation', async () => {
    const { invitation_url } = await portico.admin.call<{ invitation_url: string }>(
      'POST',
      `/users/${alice.account.id}/invitation`,
    );
    await open();
    await page.goto(invitation_url);
    await looksRight('invitation');
    await page.fill('input[name=password]', 'password1');
    await clickTo(page, '#invitation-submit', '[role=alert]');
    await looksRight('invitation-refused');
    await page.fill('input[name=password]', 'seven green herons');
    await clickTo(page, '#invitation-submit', '#to-account');
    await looksRight('invitation-done');
    await page.goto(invitation_url);
    await looksRight('invitation-dead');
  });

  it('of something that went wrong, and without script', async () => {
    await open({ javaScriptEnabled: true });
    for (const [name, url] of [
      ['error-redirect-uri', authorizeUrl({ redirect_uri: 'https://photos.example/other' })],
      ['error-client', authorizeUrl({ client_id: 'unknown' })],
      ['error-not-found', `${portico.url}/nothing`],
    ] as const) {
      await page.goto(url);
      await looksRight(name);
    }
    await open({ locale: 'de-DE' });
    await page.goto(authorizeUrl({ scope: EVERYTHING }));
    await looksRight('sign-in-german');
  });
});
