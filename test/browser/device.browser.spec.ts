import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, poll, registerDevice } from '../device/device.js';
import { focusOn, LOOKS, TestChromium } from '../support/chromium.js';
import { clickTo, shown, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import type { RelyingParty } from '../support/relying-party.js';

let chromium: TestChromium;
let portico: TestPortico;
let device: RelyingParty;
let person: TestPerson;
beforeAll(async () => {
  portico = await startPortico();
  device = await registerDevice(portico);
  person = await createPerson(portico, { name: 'Ada Example' });
  chromium = await TestChromium.launch();
});
afterAll(async () => {
  await chromium?.close();
  await portico?.close();
});

describe.each(LOOKS)('RFC 8628 §3.3: the device pages in Chromium (%s)', (look, options) => {
  let page: Page;
  const looksRight = (name: string) => chromium.looksRight(page, `${look}-${name}`);
  beforeEach(async () => {
    ({ page } = await chromium.open(options));
  });
  afterEach(() => page.context().close());

  it('takes the code that was typed, and allows the device', async () => {
    const codes = await codesOf(device, { scope: 'openid email offline_access' });
    await page.goto(codes.verification_uri);
    await looksRight('code');
    await focusOn(page, '#user-code');
    await page.keyboard.type('bcdf bcdf');
    await page.keyboard.press('Enter');
    await shown(page, '#sign-in-submit');
    await signInOn(page, person, '[role=alert]');
    await looksRight('wrong');
    await page.fill('#user-code', codes.user_code.toLowerCase());
    await clickTo(page, '#device-submit', '#shown-code');
    expect(await page.textContent('#shown-code')).toBe(codes.user_code);
    await looksRight('question');
    await clickTo(page, '#device-allow', '#device-done');
    await looksRight('connected');
    expect((await poll(device, codes)).status).toBe(200);
  });

  it('takes the code of a link, and denies the device', async () => {
    const codes = await codesOf(device);
    await page.goto(codes.verification_uri_complete);
    await signInOn(page, person, '#device-deny');
    await clickTo(page, '#device-deny', '#device-done');
    await looksRight('denied');
    expect((await poll(device, codes)).body.error).toBe('access_denied');
  });
});
