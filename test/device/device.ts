import type { TestBrowser, Visited } from '../support/browser.js';
import type { TestPerson } from '../support/person.js';
import type { TestPortico } from '../support/portico.js';
import { type Answer, type Form, RelyingParty } from '../support/relying-party.js';

export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** The answer of the device authorization endpoint. RFC 8628 §3.2 */
export interface DeviceCodes {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

/** A device without a browser, unless `metadata` says otherwise of a public client. */
export function registerDevice(
  portico: TestPortico,
  metadata: Readonly<Record<string, unknown>> = {},
): Promise<RelyingParty> {
  return RelyingParty.register(portico, {
    client_name: 'Living room television',
    redirect_uris: [],
    response_types: [],
    grant_types: [DEVICE_CODE, 'refresh_token'],
    token_endpoint_auth_method: 'none',
    ...metadata,
  });
}

export function ask(device: RelyingParty, form: Form = { scope: 'openid' }): Promise<Answer> {
  return device.post('/oauth2/device_authorization', form);
}

/** Throws unless it gets codes. */
export async function codesOf(device: RelyingParty, form?: Form): Promise<DeviceCodes> {
  const { status, body, text } = await ask(device, form);
  if (status !== 200) throw new Error(`no codes: ${status} ${text}`);
  return body as unknown as DeviceCodes;
}

export function poll(
  device: RelyingParty,
  { device_code }: Pick<DeviceCodes, 'device_code'>,
): Promise<Answer> {
  return device.token({ grant_type: DEVICE_CODE, device_code });
}

/** To the question, by what the device shows; signs in where nobody has. */
export async function question(
  browser: TestBrowser,
  person: TestPerson,
  codes: Pick<DeviceCodes, 'user_code' | 'verification_uri'>,
): Promise<Visited> {
  const start = await browser.open(codes.verification_uri);
  const next = await browser.submit(start, 'device-submit', { user_code: codes.user_code });
  return next.text.includes('id="sign-in-submit"') ? browser.signIn(next, person) : next;
}

export async function allow(browser: TestBrowser, person: TestPerson, codes: DeviceCodes): Promise<Visited> {
  return browser.submit(await question(browser, person, codes), 'device-allow');
}

export async function deny(browser: TestBrowser, person: TestPerson, codes: DeviceCodes): Promise<Visited> {
  return browser.submit(await question(browser, person, codes), 'device-deny');
}
