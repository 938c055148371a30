import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HttpBrowser } from '../demo/http-browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { WebApplication } from './web-application.js';

/** What a client must hold an answer to, and by which words it says that it did. */
const CHECKS = {
  state: /"state"|request state|mismatching_state|csrf_detected|OAUTH_INVALID_RESPONSE/,
  iss: /"iss"|OAUTH_INVALID_RESPONSE/,
  nonce: /nonce/i,
} as const;

/** What a client's library does by itself. */
export interface ApplicationUnderTest {
  readonly folder: string;
  readonly checks: readonly (keyof typeof CHECKS)[];
  readonly abilities: readonly ('refresh' | 'back channel')[];
  /** How it says that the person refused. */
  readonly refused: RegExp;
}

/** Everything that is asked of a web application with a server of its own. */
export function behavesAsClient({ folder, checks, abilities, refused }: ApplicationUnderTest): void {
  let portico: TestPortico;
  let application: WebApplication;
  let browser: HttpBrowser;
  let person: TestPerson;
  beforeAll(async () => {
    portico = await startPortico({ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost' });
    application = await WebApplication.start(portico, folder);
  });
  afterAll(async () => {
    await application?.stop();
    await portico?.close();
  });
  beforeEach(async () => {
    browser = new HttpBrowser();
    person = await createPerson(portico, { name: 'Ada Example' });
  });

  it('signs the person in, and learns from userinfo who that is', async () => {
    const { url, body } = await application.signIn(browser, person);
    expect(url.href).toBe(`${application.origin}/profile`);
    const { sub, userinfo } = JSON.parse(body);
    expect(sub).toBe(person.account.sub);
    expect(userinfo).toMatchObject({ name: 'Ada Example', email: person.email });
  });

  it('signs the person out, of Portico too, and gets them back', async () => {
    await application.signIn(browser, person);
    const page = await browser.open(`${application.origin}/logout`);
    expect([page.url.origin, page.body]).toEqual([application.origin, 'Signed out']);
    expect((await browser.open(`${portico.url}/account`)).url.pathname).toBe('/sign-in');
    expect((await application.open(browser)).body).toContain('id="sign-in-submit"');
  });

  it.runIf(abilities.includes('refresh'))('refreshes', async () => {
    await application.signIn(browser, person);
    const page = await browser.open(`${application.origin}/refresh`);
    expect(JSON.parse(page.body)).toEqual({ refreshed: true });
  });

  it.runIf(abilities.includes('back channel'))('is told when the person signs out elsewhere', async () => {
    await application.signIn(browser, person);
    const shown = async () => (await application.open(browser)).body;
    expect(await shown()).toContain('"userinfo"');
    await browser.open(`${portico.url}/oauth2/logout`);
    await browser.press('sign-out-confirm');
    await expect.poll(shown, { timeout: 10_000 }).toContain('id="sign-in-submit"');
  });

  /** What it showed and logged, when it signed nobody in. */
  const refusal = async (tamper: (url: URL) => void, answer?: 'consent-deny') => {
    browser.onRedirect = tamper;
    const logged = application.logged.length;
    const { url, body } = await application.signIn(browser, person, answer);
    expect(url.origin).toBe(application.origin);
    expect(body).not.toContain('"userinfo"');
    return url.search + body + application.logged.slice(logged);
  };
  const isAnswer = (url: URL) => url.origin === application.origin && url.searchParams.has('iss');

  it.each(checks)('holds the answer to the %s that it expects', async (check) => {
    const said = await refusal((url) => {
      // What was asked for comes back in the ID token; the others come back in the answer itself.
      const isTampered = check === 'nonce' ? url.searchParams.has('nonce') : isAnswer(url);
      if (isTampered) url.searchParams.set(check, 'forged');
    });
    expect(said).toMatch(CHECKS[check]);
  });

  it('signs nobody in by a code that was given to another browser', async () => {
    let stolen = '';
    const victim = new HttpBrowser();
    victim.onRedirect = (url) => {
      if (!isAnswer(url)) return;
      stolen = url.searchParams.get('code') ?? '';
      url.searchParams.set('code', 'never arrives');
    };
    await application.signIn(victim, await createPerson(portico));
    const said = await refusal((url) => isAnswer(url) && url.searchParams.set('code', stolen));
    expect(said).toMatch(/invalid_grant|nonce/i);
  });

  it('is told that the person refused', async () => {
    expect(await refusal(() => undefined, 'consent-deny')).toMatch(refused);
  });

  it('is told that its secret is wrong', async () => {
    await application.stop();
    application = await WebApplication.start(portico, folder, { client_secret: 'w'.repeat(43) });
    expect(await refusal(() => undefined)).toContain('invalid_client');
  });
}
