import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { clickTo, says, shown, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

let chromium: TestChromium;
let portico: TestPortico;
let party: RelyingParty;
let alice: TestPerson;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  portico = await startPortico();
  chromium = await TestChromium.launch();
  party = await RelyingParty.register(portico, { client_name: 'Photo album', require_pkce: false });
  alice = await createPerson(portico, { name: 'Alice Liddell' });
});
afterAll(async () => {
  await chromium?.close();
  await portico?.close();
});
afterEach(() => page?.context().close());

async function signIn(path = '', person: { email: string; password: string } = ADMIN) {
  await page.goto(`${portico.url}/admin${path}`);
  await signInOn(page, person, '#console h1');
}
const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
/** A name that no attempt before this one has taken. */
const fresh = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;
const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();

describe.each(LOOKS)('The console, %s', (look, options) => {
  const looksRight = (name: string) => chromium.looksRight(page, `${look}-${name}`);
  const openTab = (tab: string) => clickTo(page, `#tab-${tab}`, `#tab-${tab}[aria-selected=true]`);
  beforeEach(async () => {
    opened = await chromium.open({ ...options, reducedMotion: 'reduce' });
    page = opened.page;
  });

  it('shows every screen, and nothing that axe or the browser complains about', async () => {
    const refused = new URLSearchParams({
      client_id: party.client.client_id,
      redirect_uri: 'https://other.example/',
    });
    await fetch(`${portico.url}/oauth2/authorize?${refused}`);
    await signIn();
    await heading('Overview');
    await page.getByText('Why requests were refused').waitFor();
    await looksRight('overview');
    const menu = page.getByRole('button', { name: 'Menu' });
    for (const [name, wait] of [
      ['Applications', 'Photo album'],
      ['People', 'Alice Liddell'],
      ['Groups', 'No group yet'],
      ['Access policies', 'No access policy yet'],
      ['Simulate', 'Nothing is issued'],
      ['Keys', 'EdDSA'],
      ['Refusals', 'redirect_uri'],
      ['Events', 'sign_in.succeeded'],
    ] as const) {
      if (await menu.isVisible()) await menu.click();
      await go(name);
      await heading(name);
      await page.getByRole('main').getByText(wait).first().waitFor();
      await looksRight(name.toLowerCase().replace(' ', '-'));
    }
    await page.goto(`${portico.url}/admin/clients/new`);
    await heading('Register an application');
    await looksRight('new-application');
    await page.goto(`${portico.url}/admin/clients/${party.client.client_id}`);
    await heading('Photo album');
    await shown(page, '#member-client_name');
    await looksRight('application');
    for (const tab of ['connect', 'secrets', 'rules', 'policies', 'deliveries', 'danger']) {
      await openTab(tab);
      await looksRight(`application-${tab}`);
    }
    await page.goto(`${portico.url}/admin/policies/new`);
    await shown(page, '#policy-name');
    await looksRight('new-policy');
    await page.goto(`${portico.url}/admin/people/new`);
    await heading('Add a person');
    await looksRight('new-person');
    await page.goto(`${portico.url}/admin/people/${alice.account.id}`);
    await heading('Alice Liddell');
    await shown(page, '#member-email');
    await looksRight('person');
    for (const tab of ['sessions', 'consents', 'policies', 'access']) {
      await openTab(tab);
      await looksRight(`person-${tab}`);
    }
    expect(opened.complaints).toEqual([]);
  });
});

describe('In the console, an administrator', () => {
  beforeEach(async () => {
    opened = await chromium.open({ reducedMotion: 'reduce' });
    page = opened.page;
  });

  it('is back where they were after signing in, and after a reload signs in without being asked', async () => {
    await signIn('/keys');
    await heading('Keys');
    await page.reload();
    await heading('Keys');
    await page.waitForURL(({ search }) => search === '');
  });

  it('keeps what is typed while the token is renewed in a hidden frame', async () => {
    // The library renews a minute before the end.
    await portico.admin.call('PATCH', '/clients/portico-console', { access_token_lifetime: 64 });
    try {
      await signIn('/clients/new');
      await page.fill('#client-name', 'Half typed');
      const renewed = await page.waitForResponse(
        (response) => response.url().endsWith('/oauth2/token') && response.request().method() === 'POST',
      );
      expect(renewed.status()).toBe(200);
      expect(opened.complaints).toEqual([]);
      expect(await page.inputValue('#client-name')).toBe('Half typed');
    } finally {
      await portico.admin.call('PATCH', '/clients/portico-console', { access_token_lifetime: null });
    }
  });

  it('registers an application with its redirect URI, and sees the secret once', async () => {
    await signIn('/clients');
    await page.click('#new-client');
    await page.fill('#client-name', 'Intranet');
    await page.fill('#redirect-uris', 'https://intranet.example/cb#fragment');
    await page.click('#create-client');
    await page.getByText('fragment').last().waitFor();
    await page.fill('#redirect-uris', 'https://intranet.example/cb\nhttps://intranet.example/cb2');
    await page.click('#create-client');
    await heading('Intranet is registered');
    const client_id = (await page.textContent('#client-id')) ?? '';
    expect(await page.textContent('#client-secret')).toMatch(/^[\w-]{43}$/);
    const registered = await portico.admin.call('GET', `/clients/${client_id}`);
    expect(registered).toMatchObject({
      client_name: 'Intranet',
      redirect_uris: ['https://intranet.example/cb', 'https://intranet.example/cb2'],
      token_endpoint_auth_method: 'client_secret_basic',
    });
    await page.getByRole('link', { name: 'Go on to the application' }).click();
    await shown(page, '#member-client_name');
    expect(await page.content()).not.toContain('client_secret"');
  });

  it('changes one member, is told when somebody else changed it meanwhile, and loses nothing', async () => {
    const { client_id } = (await portico.admin.call('POST', '/clients', {
      client_name: 'Wiki',
      redirect_uris: ['https://wiki.example/cb'],
    })) as { client_id: string };
    await signIn(`/clients/${client_id}`);
    await page.fill('#member-client_name', 'Wiki of ours');
    await page.click('#save');
    await heading('Wiki of ours');
    expect(await portico.admin.call('GET', `/clients/${client_id}`)).toMatchObject({
      version: 2,
      client_name: 'Wiki of ours',
    });

    await page.fill('#member-client_name', 'Mine');
    await portico.admin.call('PATCH', `/clients/${client_id}`, { client_name: 'Theirs' });
    await page.click('#save');
    await page.getByText('Somebody changed it').waitFor();
    expect(await page.inputValue('#member-client_name')).toBe('Mine');
    expect(await portico.admin.call('GET', `/clients/${client_id}`)).toMatchObject({ client_name: 'Theirs' });
  });

  it('copies a program that is made for this application, and sees how else it could be written', async () => {
    await signIn(`/clients/${party.client.client_id}?tab=connect`);
    await says(page, '#snippet-text', party.client.client_id);
    expect(await page.textContent('#snippet-text')).not.toContain(party.client_secret);
    await page.click('#snippet');
    await page
      .getByRole('option', { name: /Authlib/ })
      .first()
      .click();
    await says(page, '#snippet-text', /authlib/i);
  });

  it('rotates a secret: both are valid until the old one is retired', async () => {
    const { client } = await RelyingParty.register(portico, { client_name: 'Two secrets' });
    const path = `/clients/${client.client_id}`;
    await signIn(`${path}?tab=secrets`);
    await clickTo(page, '#rotate-secret', '#new-secret');
    expect((await portico.admin.call<{ secrets: unknown[] }>('GET', path)).secrets).toHaveLength(2);
    await page.getByRole('button', { name: 'Retire' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
    await expect
      .poll(async () => (await portico.admin.call<{ secrets: unknown[] }>('GET', path)).secrets.length)
      .toBe(1);
  });

  it('adds a person by a link, finds them, and disables them, told what that ends', async () => {
    await signIn('/people');
    await page.click('#new-person');
    await page.fill('#person-email', `${randomUUID()}@example.com`);
    await page.fill('#person-name', 'Bob');
    await page.click('#create-person');
    await heading('Bob was added');
    await says(page, '#invitation', '/invitation?token=');
    await page.getByRole('link', { name: 'Go on to the person' }).click();
    await heading('Bob');
    await page.click('#tab-access');
    await page.click('#person-status');
    await page.getByRole('dialog').getByText('Ends 0 sessions').waitFor();
    await page.click('#person-status-confirm');
    await page.getByText('Disabled').waitFor();
  });

  it('reads from a reference what happened, and what to change', async () => {
    const query = new URLSearchParams({
      client_id: party.client.client_id,
      redirect_uri: `${party.client.redirect_uris[0]}/`,
    });
    const shown = await (await fetch(`${portico.url}/oauth2/authorize?${query}`)).text();
    const [, reference = ''] = /id="error-reference">([0-9A-Z]{8})</.exec(shown) ?? [];
    await signIn('/refusals');
    await page.fill('#reference', reference.toLowerCase());
    await page.click('#look-up');
    await says(page, '#explanation', "it ends in a '/' that isn't registered");
  });

  it('writes an access policy, told at once what can’t be saved, and assigns it to an application', async () => {
    const { client_id } = (await portico.admin.call('POST', '/clients', {
      client_name: 'Billing',
      redirect_uris: ['https://billing.example/cb'],
    })) as { client_id: string };
    await signIn('/policies');
    await page.click('#new-policy');
    const name = fresh('Invoices');
    await page.fill('#policy-name', name);
    await page.fill('#rule-0-type', 'not a type!');
    await page.locator('#rule-0-type-error').waitFor();
    await page.fill('#rule-0-type', 'invoice');
    await page.fill('#rule-0-actions', 'read search');
    await page.locator('#rule-0-type-error').waitFor({ state: 'detached' });
    await page.click('#save-policy');
    await heading(name);
    const { items } = await portico.admin.call<{ items: { id: string; name: string; rules: object[] }[] }>(
      'GET',
      '/access-policies',
    );
    const saved = items.find((each) => each.name === name);
    expect(saved?.rules).toEqual([
      expect.objectContaining({
        resource: expect.objectContaining({ type: 'invoice' }),
        actions: ['read', 'search'],
      }),
    ]);

    await page.goto(`${portico.url}/admin/clients/${client_id}?tab=policies`);
    await says(page, '#access-in-words', 'Unrestricted');
    await page.click('#add-policy');
    await page.getByRole('option', { name }).click();
    await page.click('#save-access');
    await expect
      .poll(async () => portico.admin.call('GET', `/clients/${client_id}/access`))
      .toMatchObject({ unrestricted: false, access_policies: [{ policy_id: saved?.id }] });
    await page.goto(`${portico.url}/admin/policies/${saved?.id}?tab=users`);
    await page.getByText(`Application ${client_id}`).waitFor();
    await page.click('#delete-policy');
    await page.click('#delete-policy-confirm');
    await page.getByRole('dialog').getByRole('alert').waitFor();
  });

  it('simulates what somebody would be given, and by which rule', async () => {
    await signIn('/simulator');
    await page.fill('#simulate-client_id', party.client.client_id);
    await page.fill('#simulate-user_id', alice.account.id);
    await page.fill('#simulate-scope', 'openid profile');
    await page.click('#simulate');
    await says(page, '#simulated', 'Allowed');
    await page.getByText('"name": "Alice Liddell"').waitFor();
    await page.fill('#simulate-user_id', 'nobody');
    await page.click('#simulate');
    await page.getByText('must be a UUID').waitFor();
  });

  it('makes a group, and puts somebody into it', async () => {
    await signIn('/groups');
    const name = fresh('Accounting');
    await page.fill('#group-name', name);
    await page.click('#create-group');
    await heading(name);
    await page.fill('#find-member', 'Alice');
    await page.getByRole('button', { name: 'Alice Liddell' }).click();
    await page.getByRole('link', { name: 'Alice Liddell' }).waitFor();
  });

  it('withdraws a key, told what that ends', async () => {
    await signIn('/keys');
    await page
      .getByRole('row', { name: /^ES256/ })
      .getByRole('button', { name: 'Withdraw' })
      .click();
    await page.getByRole('dialog').getByText('This ends:').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('The key is withdrawn').waitFor();
    expect(opened.complaints).toEqual([]);
  });

  it('of support sees people, groups and refusals, and no clients, policies, keys or events', async () => {
    const support = await createPerson(portico, { name: 'Sam Support', admin_role: 'support' });
    await signIn('', support);
    await heading('Overview');
    await expect
      .poll(() => page.getByRole('navigation').getByRole('link').allTextContents())
      .toEqual(['Overview', 'People', 'Groups', 'Refusals']);
  });

  it.each([
    ['de', 'Übersicht'],
    ['es', 'Resumen'],
    ['fr', 'Vue d’ensemble'],
  ])('reads it in the language of the browser: %s', async (locale, title) => {
    await page.context().close();
    opened = await chromium.open({ locale });
    page = opened.page;
    await signIn();
    await heading(title);
    await page.locator(`html[lang=${locale}]`).waitFor();
  });

  it('who has no role is told so', async () => {
    await signIn('', alice);
    await heading('You have no administrative role');
  });

  it('signs out, and is signed out', async () => {
    await signIn();
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForSelector('input[name=username]');
  });
});
