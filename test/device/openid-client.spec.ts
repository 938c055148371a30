import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { createPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { allow, type DeviceCodes, registerDevice } from './device.js';

let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
});
afterAll(() => portico.close());

describe('RFC 8628, with openid-client', () => {
  it('waits for the person, and gets tokens of theirs', async () => {
    const { client } = await registerDevice(portico);
    const person = await createPerson(portico);
    const configuration = await openid.discovery(
      new URL(portico.url),
      client.client_id,
      undefined,
      openid.None(),
      { execute: [openid.allowInsecureRequests] },
    );
    const scope = 'openid email offline_access';
    const asked = await openid.initiateDeviceAuthorization(configuration, { scope });
    const polled = openid.pollDeviceAuthorizationGrant(configuration, asked);
    await allow(new TestBrowser(portico.url), person, asked as DeviceCodes);
    const tokens = await polled;
    expect(tokens.claims()?.sub).toBe(person.account.sub);
    expect(tokens.scope).toBe(scope);
    const refreshed = await openid.refreshTokenGrant(configuration, String(tokens.refresh_token));
    const who = await openid.fetchUserInfo(configuration, refreshed.access_token, person.account.sub);
    expect(who.email).toBe(person.email);
  });
});
