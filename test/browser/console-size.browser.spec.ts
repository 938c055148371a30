import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestChromium } from '../support/chromium.js';
import { signInOn } from '../support/page-steps.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';

const ASSETS = join(import.meta.dirname, '..', '..', 'dist', 'console', 'assets');
/** Bytes of all scripts as they are sent, with every language, though a browser loads one. */
const MOST_BYTES = 250_000;
/** Milliseconds from the navigation until the first screen says what it is. */
const MOST_MS = 1000;

describe('The console is quick to load:', () => {
  let portico: TestPortico;
  let chromium: TestChromium;
  let page: Page;
  beforeAll(async () => {
    portico = await startPortico();
    chromium = await TestChromium.launch();
    ({ page } = await chromium.open());
    await page.goto(`${portico.url}/admin`);
    await signInOn(page, ADMIN, '#console h1');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });
  afterAll(async () => {
    await chromium?.close();
    await portico?.close();
  });

  it(`all of its JavaScript is less than ${MOST_BYTES / 1000} kB, compressed by gzip`, () => {
    const scripts = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
    const sizes = scripts.map((name) => gzipSync(readFileSync(join(ASSETS, name)), { level: 9 }).length);
    expect(scripts.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_BYTES);
  });

  // A few times more, for the machine may just be busy with something else; each time is the console’s own doing.
  it('whoever is signed in has its first screen within a second', { retry: 4 }, async () => {
    const started = performance.now();
    await page.goto(`${portico.url}/admin`, { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const took = performance.now() - started;
    process.stdout.write(`The console's first screen took ${Math.round(took)} ms.\n`);
    expect(took).toBeLessThan(MOST_MS);
  });
});
