import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Registration } from './registration.js';

export interface BrowserPage {
  readonly page: string;
  /** The text of its one script. */
  readonly script: string;
}

/** `browser.html` as it is in the source, with its two settings filled in. */
export function readBrowserPage({ issuer, browser_client_id }: Registration): BrowserPage {
  const file = join(packageRoot(), 'apps/demo/src/browser.html');
  const page = readFileSync(file, 'utf8')
    .replace("'{{issuer}}'", () => scriptString(issuer))
    .replace("'{{client_id}}'", () => scriptString(browser_client_id));
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (script === undefined) throw new Error(`${file} has no script`);
  return { page, script };
}

/** A string literal that can't end the script element. */
function scriptString(text: string): string {
  return JSON.stringify(text)
    .replaceAll('<', '\\u003c')
    .replace(/^"([^'"\\]*)"$/, "'$1'");
}

/** The compiler leaves the page where it is, so it is found from the sources and from `dist` alike. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) throw new Error('package.json not found above the demo');
    folder = dirname(folder);
  }
  return folder;
}
