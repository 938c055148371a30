import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { quotedBy, quoting } from './integrations-page.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = `${ROOT}docs/integrations.md`;
const read = (path: string) => readFileSync(path, 'utf8');

describe('docs/integrations.md', () => {
  it('prints the configuration that the tests use, byte for byte', () => {
    const page = quoting(read(PAGE), (path) => read(ROOT + path));
    if (process.env.PORTICO_WRITE_DOCS) writeFileSync(PAGE, page);
    expect(read(PAGE)).toBe(page);
  });

  it('has every client that is tested', () => {
    const folders = readdirSync(HERE, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map(({ name }) => name);
    const files = folders.flatMap((folder) => readdirSync(HERE + folder).map((name) => `${folder}/${name}`));
    const quoted = quotedBy(read(PAGE)).map((path) => path.replace('test/interop/', ''));
    expect(quoted.toSorted()).toEqual(files.filter((file) => !file.endsWith('.html')).toSorted());
  });
});

describe('a page that quotes files', () => {
  it.each([
    ['a new quotation', '<!-- test/interop/a.mjs -->\n'],
    ['an outdated one', '<!-- test/interop/a.mjs -->\n```js\nold\n```\n'],
  ])('holds what the file holds: %s', (_, page) => {
    const now = quoting(`Before\n${page}After\n`, () => 'new\n');
    expect(now).toBe('Before\n<!-- test/interop/a.mjs -->\n```js\nnew\n```\nAfter\n');
  });
});
