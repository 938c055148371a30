import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { stands } from './page-steps.js';

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How people look at pages. */
export const LOOKS = [
  ['light', { colorScheme: 'light', viewport: { width: 1100, height: 800 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1100, height: 800 } }],
  ['phone', { colorScheme: 'light', viewport: { width: 375, height: 740 } }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

/** Waits for the focus, as a person does: `autofocus` is obeyed at the next frame, which may come after `load`. */
export const focusOn = (page: Page, selector: string) =>
  page.waitForFunction(`document.activeElement?.matches(${JSON.stringify(selector)})`);

/** A page in a browser of its own, and what the browser complained about. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of scripts, and what the Content-Security-Policy stopped. */
  readonly complaints: string[];
}

/** Chromium, with a folder for pictures to be looked at. */
export class TestChromium {
  readonly pictures = mkdtempSync(join(tmpdir(), 'portico-pictures-'));
  private taken = 0;

  private constructor(private readonly chrome: Browser) {}

  static async launch(): Promise<TestChromium> {
    const executablePath = process.env.PORTICO_TEST_CHROMIUM ?? '/usr/bin/chromium';
    return new TestChromium(await chromium.launch({ executablePath, args: FLAGS.split(' ') }));
  }

  async open(options: BrowserContextOptions = {}): Promise<OpenPage> {
    const page = await (await this.chrome.newContext(options)).newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    return { page, complaints };
  }

  /** Takes a picture, and fails on what axe finds, and on what is wider than the window. */
  async looksRight(page: Page, name: string): Promise<void> {
    await stands(page);
    this.taken += 1;
    const file = `${String(this.taken).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(this.pictures, file), fullPage: true });
    await page.evaluate(AXE);
    const found = (await page.evaluate('axe.run()')) as AxeResults;
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  }

  async close(): Promise<void> {
    await this.chrome.close();
    process.stdout.write(`Pictures: ${this.pictures}\n`);
  }
}
