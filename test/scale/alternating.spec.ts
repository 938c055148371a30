import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { freePort } from '../support/portico.js';
import { granted } from '../support/relying-party.js';
import { AlternatingProxy } from './alternating-proxy.js';
import { Deployment, ON_MYSQL } from './deployment.js';
import { isSignedIn } from './is-signed-in.js';

describe.runIf(ON_MYSQL)('Two servers behind a proxy that sends every request to the other one', () => {
  let deployment: Deployment;
  let proxy: AlternatingProxy;

  beforeAll(async () => {
    deployment = await Deployment.prepare();
    const ports = [await freePort(), await freePort()];
    await Promise.all(ports.map((port) => deployment.start({ PORTICO_PORT: String(port) })));
    proxy = await AlternatingProxy.start(deployment.port, ports);
  });
  afterAll(async () => {
    await proxy?.close();
    await deployment?.end();
  });

  // Whichever of them has the first step: each step is then taken by both.
  it.each([0, 1])('sign a person in, agree, issue, refresh, sign out; first server %i', async (first) => {
    const { askingParty: party, people, issuer } = deployment;
    const browser = new TestBrowser(issuer);
    proxy.turn = first;
    const code = await party.code(browser, { scope: 'openid email offline_access' }, people[first]);
    const tokens = granted(await party.redeem(code));
    expect((await party.userinfo(tokens.access_token)).body).toMatchObject({ email: people[first]?.email });
    const next = granted(await party.refresh(tokens.refresh_token));
    expect((await party.introspect(next.access_token)).body).toMatchObject({ active: true });

    expect(await isSignedIn(issuer, party, browser)).toBe(true);

    const asked = await browser.open(`${issuer}/oauth2/logout`);
    await browser.submit(asked, 'sign-out-confirm');
    expect(await isSignedIn(issuer, party, browser)).toBe(false);
    // What was given for offline_access outlives the session.
    expect((await party.refresh(next.refresh_token)).status).toBe(200);
    expect((await party.revoke(next.refresh_token)).status).toBe(200);
    expect((await party.introspect(next.access_token)).body).toEqual({ active: false });
  });

  it('let one of ten simultaneous redemptions of a code through, and end what it got', async () => {
    const { party, people, issuer } = deployment;
    const code = await party.code(new TestBrowser(issuer), {}, people[2]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => party.redeem(code)));
    const [won, ...others] = answers.filter(({ status }) => status === 200);
    expect(others).toEqual([]);
    expect((await party.introspect(granted(won as never).access_token)).body).toEqual({ active: false });
  });

  it('give ten simultaneous refreshes the same successor', async () => {
    const { party, people, issuer } = deployment;
    const tokens = await party.tokens(new TestBrowser(issuer), { scope: 'openid offline_access' }, people[3]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => party.refresh(tokens.refresh_token)));
    expect(new Set(answers.map((answer) => granted(answer).refresh_token)).size).toBe(1);
  });

  it('both had their share', () => {
    expect(Math.min(...proxy.answered)).toBeGreaterThan(20);
  });
});
