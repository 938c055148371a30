import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

const CALENDAR = 'https://calendar.example/';
const MAIL = 'https://mail.example/api';

let portico: TestPortico;
let client: RelyingParty;
let browser: TestBrowser;
beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  client = await RelyingParty.register(portico, {
    allowed_resources: [CALENDAR, MAIL],
    scope: 'openid offline_access read',
  });
});
afterAll(() => portico.close());

const audOf = (token: unknown) => [decodeJwt(String(token)).aud].flat();

describe('RFC 8707 §2.1 at the authorization endpoint', () => {
  it('makes the access token one for the resources that were asked for', async () => {
    const tokens = await client.tokens(browser, { scope: 'read', resource: [CALENDAR, MAIL] });
    expect(audOf(tokens['access_token'])).toEqual([CALENDAR, MAIL]);
  });

  it('leaves the issuer among them with openid, so that userinfo still answers', async () => {
    const tokens = await client.tokens(browser, { scope: 'openid read', resource: CALENDAR });
    expect(audOf(tokens['access_token'])).toEqual([portico.url, CALENDAR]);
    expect((await client.userinfo(tokens['access_token'])).status).toBe(200);
  });

  it.each([
    ['one that is not the client’s', 'https://other.example/'],
    ['one that only begins like one', `${CALENDAR}more`],
    ['a relative one', '/api'],
    ['one with a fragment', `${CALENDAR}#x`],
  ])('tells the client invalid_target for %s', async (_, resource) => {
    const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const back = await client.authorize(browser, { resource, code_challenge, code_challenge_method: 'S256' });
    expect(back.get('error')).toBe('invalid_target');
  });
});

describe('RFC 8707 §2.2 at the token endpoint', () => {
  it('narrows what was granted, at the redemption and at each refresh anew', async () => {
    const code = await client.code(browser, {
      scope: 'read offline_access',
      prompt: 'consent',
      resource: [CALENDAR, MAIL],
    });
    const first = await client.redeem(code, { resource: CALENDAR });
    expect(audOf(first.body['access_token'])).toEqual([CALENDAR]);
    const second = await client.refresh(String(first.body['refresh_token']), { resource: MAIL });
    expect(audOf(second.body['access_token'])).toEqual([MAIL]);
    const third = await client.refresh(String(second.body['refresh_token']));
    expect(audOf(third.body['access_token'])).toEqual([CALENDAR, MAIL]);
  });

  it('refuses what was not granted, and the code is still good for what was', async () => {
    const code = await client.code(browser, { scope: 'read', resource: CALENDAR });
    const refused = await client.redeem(code, { resource: MAIL });
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
    expect((await client.redeem(code)).status).toBe(200);
  });

  it('serves client_credentials alike', async () => {
    const form = { grant_type: 'client_credentials', scope: 'read' };
    const granted = await client.token({ ...form, resource: MAIL });
    expect(audOf(granted.body['access_token'])).toEqual([MAIL]);
    expect((await client.token({ ...form, resource: 'https://other.example/' })).body['error']).toBe(
      'invalid_target',
    );
  });

  it('stops issuing for a resource that was taken from the client since', async () => {
    const own = await RelyingParty.register(portico, { allowed_resources: [MAIL], scope: 'openid read' });
    const code = await own.code(browser, { scope: 'read', resource: MAIL });
    await portico.admin.call('PATCH', `/clients/${own.client.client_id}`, { allowed_resources: [] });
    expect((await own.redeem(code)).body['error']).toBe('invalid_target');
  });
});
