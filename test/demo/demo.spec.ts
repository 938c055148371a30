import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { Database } from '#libs/storage';
import { Grants } from '#libs/tokens';
import { ADMIN } from '../support/portico.js';
import { HttpBrowser } from './http-browser.js';
import { type RunningDemo, startDemoBesidePortico } from './running-demo.js';

let demo: RunningDemo;
let browser: HttpBrowser;

beforeAll(async () => {
  demo = await startDemoBesidePortico();
});
afterAll(() => demo?.close());

/** Nobody has signed in, and nothing was allowed yet. */
beforeEach(async () => {
  browser = new HttpBrowser();
  const account = await demo.portico.get(Accounts).findBySignInName(ADMIN.email);
  await demo.portico.get(Consents).revoke(account!.id, 'portico-demo', 'system');
});

const password = { username: ADMIN.email, password: ADMIN.password };

/** To the demo's page about the person, through what Portico asks. */
async function signIn() {
  await browser.open(demo.url);
  await browser.follow('sign-in');
  await browser.press('sign-in-submit', password);
  return browser.press('consent-allow');
}

const claimOf = (body: string, name: string) => new RegExp(`<dt>${name}</dt><dd>([^<]*)`).exec(body)?.[1];

describe('the demo beside a running Portico', () => {
  it('is known to the server within a second of its registration', () => {
    expect(demo.known_after_ms).toBeLessThan(1_000);
  });

  it('signs a person in: sign-in page, consent page, and back', async () => {
    await browser.open(demo.url);
    const signInPage = await browser.follow('sign-in');
    expect(signInPage.url.origin).toBe(demo.portico.url);
    const consentPage = await browser.press('sign-in-submit', password);
    expect(consentPage.body).toContain('Portico demo');
    const page = await browser.press('consent-allow');
    expect([page.status, page.url.href]).toEqual([200, `${demo.url}/`]);
    expect((await browser.open(demo.url)).body).toContain('id="sign-out"');
  });

  it('gives the browser another session when it signs in, so one that was planted is worth nothing', async () => {
    await browser.open(demo.url);
    await browser.follow('sign-in');
    const before = browser.cookie('localhost', 'portico_demo');
    await browser.press('sign-in-submit', password);
    await browser.press('consent-allow');
    const after = browser.cookie('localhost', 'portico_demo');
    expect(before).toMatch(/^[\w-]{43}$/);
    expect(after).toMatch(/^[\w-]{43}$/);
    expect(after).not.toBe(before);
  });

  it('shows who that is, from userinfo and from the ID token', async () => {
    const { body } = await signIn();
    expect(body).toContain('Portico says about you now');
    expect(claimOf(body, 'email')).toBe(ADMIN.email);
    expect(claimOf(body, 'iss')).toBe(demo.portico.url);
    expect(claimOf(body, 'aud')).toBe('portico-demo');
    expect(body.match(new RegExp(`<dt>sub</dt><dd>${claimOf(body, 'sub')}<`, 'g'))).toHaveLength(2);
  });

  it('refreshes the tokens, as often as one likes', async () => {
    await signIn();
    for (const times of ['once', 'twice', '3 times']) {
      const page = await browser.press('refresh');
      expect(page.status).toBe(200);
      expect(page.body).toContain('The tokens were refreshed');
      expect(page.body).toContain(`<dd id="refreshes">${times}</dd>`);
    }
    expect((await browser.open(demo.url)).body).not.toContain('The tokens were refreshed');
  });

  it('signs out, here and at Portico, and comes back', async () => {
    await signIn();
    const page = await browser.press('sign-out');
    expect(page.url.href).toBe(`${demo.url}/signed-out`);
    expect((await browser.follow('sign-in')).body).toContain('id="sign-in-submit"');
    expect((await browser.open(demo.url)).body).toContain('doesn’t know you');
  });

  it('leaves no access behind when it signs out, though its refresh token would outlive the session', async () => {
    await signIn();
    const living = () =>
      demo.portico
        .get(Database)
        .rows("SELECT * FROM grants WHERE client_id = 'portico-demo' AND revoked_at IS NULL");
    expect(await living()).toHaveLength(1);
    await browser.press('sign-out');
    expect(await living()).toEqual([]);
  });

  it('knows two tabs apart that began to sign in together', async () => {
    await browser.open(demo.url);
    const first = (await browser.follow('sign-in')).url;
    await browser.open(demo.url);
    await browser.follow('sign-in');
    await browser.press('sign-in-submit', password);
    expect((await browser.press('consent-allow')).status).toBe(200);
    expect((await browser.open(first)).status).toBe(200);
  });

  it('sends no code twice, however the browser comes back to it', async () => {
    const answers: URL[] = [];
    browser.onRedirect = (url) => url.pathname === '/callback' && answers.push(url);
    await signIn();
    expect(answers).toHaveLength(1);
    expect((await browser.open(answers[0]!)).body).toContain('Portico says about you now');
    const elsewhere = await new HttpBrowser().open(answers[0]!);
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.body).toContain('didn’t begin here');
    expect((await browser.open(demo.url)).body).toContain('Portico says about you now');
  });

  it('says in plain words that the person said no', async () => {
    await browser.open(demo.url);
    await browser.follow('sign-in');
    await browser.press('sign-in-submit', password);
    const page = await browser.press('consent-deny');
    expect(page.url.origin).toBe(demo.url);
    expect(page.body).toContain('You didn’t allow it');
    expect(page.body).toContain('<code>access_denied');
    expect(page.body).toMatch(/look it up: <code>[0-9A-Z]{8}<\/code>/);
  });

  it('says what to do when the access was ended at Portico', async () => {
    await signIn();
    await demo.portico.get(Grants).revokeOf({ client_id: 'portico-demo' });
    const page = await browser.open(demo.url);
    expect(page.body).toContain('Portico no longer accepts the access token');
    expect((await browser.press('refresh')).body).toContain('This sign-in is no longer good');
    await browser.open(demo.url);
    expect((await browser.press('sign-out')).url.href).toBe(`${demo.url}/signed-out`);
  });

  it('says what to do when an administrator replaced its secret', async () => {
    const clients = demo.portico.get(ClientService);
    const { client } = await clients.rotateSecret('portico-demo', undefined, { actor: 'system' });
    await clients.retireSecret('portico-demo', client.secrets[0]!.id, undefined, { actor: 'system' });
    const page = await signIn();
    expect(page.body).toContain('Portico doesn’t know this demo');
    expect(page.body).toContain('npm run demo');
  });
});
