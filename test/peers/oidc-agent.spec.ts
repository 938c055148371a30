import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HttpBrowser } from '../demo/http-browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { CommandLine, missing } from './command-line.js';

if (missing.length > 0) console.warn(`oidc-agent is not tested: there is no ${missing.join(' and no ')}.`);

describe.skipIf(missing.length > 0)('oidc-agent, which registers itself', () => {
  const PORTICO_REGISTRATION_TOKEN = 'an-initial-access-token-for-the-tests-only';
  let portico: TestPortico;
  let person: TestPerson;
  let browser: HttpBrowser;
  let terminal: CommandLine;
  beforeAll(async () => {
    portico = await startPortico({ PORTICO_REGISTRATION: 'token', PORTICO_REGISTRATION_TOKEN });
  });
  afterAll(() => portico?.close());
  beforeEach(async () => {
    person = await createPerson(portico);
    browser = new HttpBrowser();
  });
  afterEach(() => terminal.stop());

  const start = async (flow: 'code' | 'device', token = PORTICO_REGISTRATION_TOKEN) => {
    terminal = await CommandLine.start(portico, flow, token);
  };
  const givePassword = () =>
    browser.press('sign-in-submit', { username: person.email, password: person.password });
  /** The access tokens at the end: one, and its successor by the refresh token. */
  const holdsTokens = async () => {
    await terminal.shows(/(ey\S+)\n(ey\S+)\n/);
    const tokens = terminal.shown.match(/^ey\S+$/gm) ?? [];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) {
      const headers = { authorization: `Bearer ${token}` };
      const who = await fetch(`${portico.url}/oauth2/userinfo`, { headers });
      expect(await who.json()).toMatchObject({ sub: person.account.sub });
    }
  };

  it('signs a person in on their own machine, at a port of its choice, and refreshes', async () => {
    await start('code');
    await browser.open(await terminal.shows(/(http:\S+\/oauth2\/authorize\S+)/));
    await givePassword();
    const page = await browser.press('consent-allow');
    expect(page.body).toContain('Success');
    await holdsTokens();
  });

  it('signs a person in by a device code, and refreshes', async () => {
    await start('device');
    await browser.open(await terminal.shows(/(http:\S+\/device)\s/));
    await browser.press('device-submit', { user_code: await terminal.shows(/enter the code: (\S+)/) });
    await givePassword();
    await browser.press('device-allow');
    await holdsTokens();
  });

  it('is told that the person refused', async () => {
    await start('code');
    await browser.open(await terminal.shows(/(http:\S+\/oauth2\/authorize\S+)/));
    await givePassword();
    const page = await browser.press('consent-deny');
    expect(page.body).toContain('Error: access_denied: the person said no');
  });

  it('is told that its initial access token is wrong', async () => {
    await start('code', 'guessed');
    await terminal.shows(/during dynamic client registration:\s+invalid_token/);
  });
});
