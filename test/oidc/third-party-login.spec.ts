import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClientService } from '#libs/clients';
import { visit } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});

/** A client of this name that the person has let in. */
const letIn = async (metadata: Record<string, unknown>) => {
  const party = await RelyingParty.register(portico, {
    require_consent: true,
    require_pkce: false,
    ...metadata,
  });
  await party.authorize(browser, { scope: 'openid' });
  return party;
};
/** Where the account page leads for the application of this name. */
const opensAt = async (name: string) => {
  const { text } = await browser.open(`${portico.url}/account`);
  expect(text).toContain(name);
  return new RegExp(`href="([^"]*)"[^>]* aria-label="Open ${name}"`)
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&');
};

describe('OpenID Connect Core 1.0 §4: signing in that begins here', () => {
  it('sends the person to the application, which then signs them in without a question', async () => {
    const party = await letIn({
      client_name: 'Films',
      initiate_login_uri: 'https://client.example/login?tenant=7',
    });
    const url = new URL((await opensAt('Films')) ?? '');
    expect(url.origin + url.pathname).toBe('https://client.example/login');
    expect(Object.fromEntries(url.searchParams)).toEqual({ tenant: '7', iss: portico.url });
    const page = await visit(portico, browser, party);
    expect(page.location).toMatch(/^https:\/\/client\.example\/callback\?code=/);
  });

  it('tells the application nothing of the person on the way', async () => {
    await letIn({ client_name: 'Books', initiate_login_uri: 'https://client.example/login' });
    expect(await opensAt('Books')).not.toContain(encodeURIComponent(ADMIN.email));
  });

  it('leads nowhere for an application that has no such address, and for one that is disabled', async () => {
    await letIn({ client_name: 'Music' });
    expect(await opensAt('Music')).toBeUndefined();
    const party = await letIn({ client_name: 'Maps', initiate_login_uri: 'https://client.example/login' });
    expect(await opensAt('Maps')).toBeDefined();
    const { client_id, version } = party.client;
    await portico.get(ClientService).setStatus(client_id, version, 'disabled', { actor: 'system' });
    expect(await opensAt('Maps')).toBeUndefined();
  });
});
