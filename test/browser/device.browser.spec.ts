import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, poll, registerDevice } from '../device/device.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import type { RelyingParty } from '../support/relying-party.js';

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = mkdtempSync(join(tmpdir(), 'portico-device-pictures-'));

let chrome: Browser;
let portico: TestPortico;
let device: RelyingParty;
let person: TestPerson;
beforeAll(async () => {
  portico = await startPortico();
  device = await registerDevice(portico);
  person = await createPerson(portico, { name: 'Ada Example' });
  chrome = await chromium.launch({
    executablePath: process.env.PORTICO_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS.split(' '),
  });
});
afterAll(async () => {
  await chrome?.close();
  await portico?.close();
  process.stdout.write(`Pictures of the device pages: ${pictures}\n`);
});

describe.each([
  ['light', { colorScheme: 'light', viewport: { width: 1100, height: 800 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1100, height: 800 } }],
  ['phone', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
] as const)('RFC 8628 §3.3: the device pages in Chromium (%s)', (look, options) => {
  let page: Page;
  let pictured = 0;
  beforeEach(async () => {
    page = await (await chrome.newContext(options)).newPage();
  });
  afterEach(() => page.context().close());

  /** A picture to be looked at, and what axe finds. */
  async function looksRight(name: string) {
    pictured += 1;
    await page.screenshot({ path: join(pictures, `${look}-${pictured}-${name}.png`), fullPage: true });
    await page.evaluate(AXE);
    const found = (await page.evaluate('axe.run()')) as AxeResults;
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  }

  async function signIn() {
    await page.fill('input[name=username]', person.email);
    await page.fill('input[name=password]', person.password);
    await page.click('#sign-in-submit');
  }

  it('takes the code that was typed, and allows the device', async () => {
    const codes = await codesOf(device, { scope: 'openid email offline_access' });
    await page.goto(codes.verification_uri);
    await looksRight('code');
    expect(await page.evaluate('document.activeElement.id')).toBe('user-code');
    await page.keyboard.type('bcdf bcdf');
    await page.keyboard.press('Enter');
    await signIn();
    await page.waitForSelector('[role=alert]');
    await looksRight('wrong');
    await page.fill('#user-code', codes.user_code.toLowerCase());
    await page.click('#device-submit');
    expect(await page.textContent('#shown-code')).toBe(codes.user_code);
    await looksRight('question');
    await page.click('#device-allow');
    await page.waitForSelector('#device-done');
    await looksRight('connected');
    expect((await poll(device, codes)).status).toBe(200);
  });

  it('takes the code of a link, and denies the device', async () => {
    const codes = await codesOf(device);
    await page.goto(codes.verification_uri_complete);
    await signIn();
    await page.click('#device-deny');
    await page.waitForSelector('#device-done');
    await looksRight('denied');
    expect((await poll(device, codes)).body.error).toBe('access_denied');
  });
});
