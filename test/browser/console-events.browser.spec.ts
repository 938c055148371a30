import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { LOOKS, type OpenPage, TestChromium } from '../support/chromium.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';

/** More than one page on the screen. */
const MANY = 60;

let chromium: TestChromium;
let portico: TestPortico;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  portico = await startPortico();
  chromium = await TestChromium.launch();
  const trail = portico.get(AuditTrail);
  for (let n = 0; n < MANY; n += 1) {
    const outcome = n % 2 ? 'failure' : 'success';
    await trail.record({ type: 'test.happened', actor: 'client:importer', outcome, ip: '203.0.113.7' });
  }
});
afterAll(async () => {
  await chromium?.close();
  await portico?.close();
});
afterEach(() => page?.context().close());

async function openEvents(query: string, options: Parameters<TestChromium['open']>[0]) {
  opened = await chromium.open({ ...options, reducedMotion: 'reduce' });
  page = opened.page;
  await page.goto(`${portico.url}/admin/events?${query}`);
  await page.fill('input[name=username]', ADMIN.email);
  await page.fill('input[name=password]', ADMIN.password);
  await page.click('#sign-in-submit');
  await page.waitForSelector('tbody tr');
}

describe('The audit record in the console', () => {
  it.each(LOOKS)('is narrowed by who and by result, and looks right: %s', async (look, options) => {
    await openEvents('actor=client:importer', options);
    expect(await page.inputValue('[data-filter=actor]')).toBe('client:importer');
    const answered = page.waitForResponse((response) => response.url().includes('outcome=failure'));
    await page.click('[data-filter=outcome]');
    await page.getByRole('option', { name: 'Failed' }).click();
    expect((await answered).status()).toBe(200);
    await page.waitForFunction(`document.querySelectorAll('tbody tr').length === ${MANY / 2}`);
    await page.getByRole('option', { name: 'Failed' }).waitFor({ state: 'hidden' });
    await chromium.looksRight(page, `${look}-events-narrowed`);
    expect(opened.complaints).toEqual([]);
  });

  it('is exported as JSON lines by the same filters, also what is not on the screen', async () => {
    await openEvents('type=test.happened', {});
    const saving = page.waitForEvent('download');
    await page.click('#export');
    const download = await saving;
    expect(download.suggestedFilename()).toBe('portico-events.jsonl');
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(MANY);
    expect(new Set(lines.map((line) => JSON.parse(line).type))).toEqual(new Set(['test.happened']));
    expect(opened.complaints).toEqual([]);
  });
});
