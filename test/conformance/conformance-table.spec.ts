import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conformanceTables, conformanceTests } from './conformance-table.js';

const ROOT = `${process.cwd()}/`;
const PAGE = `${ROOT}docs/conformance.md`;
const MARK = '<!-- tables: written by `npm run docs:conformance` -->';

describe('docs/conformance.md', () => {
  const tests = conformanceTests(ROOT);

  it('holds every test that names a specification, as its title says', () => {
    const [introduction = ''] = readFileSync(PAGE, 'utf8').split(MARK);
    const page = `${introduction}${MARK}\n\n${conformanceTables(tests)}\n`;
    if (process.env.PORTICO_WRITE_DOCS) writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  it('has tests of each specification that Portico says it speaks', () => {
    const specifications = new Set(tests.map((test) => test.specification));
    for (const spoken of ['RFC 6749', 'RFC 7636', 'RFC 9700', 'RFC 7009', 'RFC 7662', 'RFC 9068']) {
      expect(specifications).toContain(spoken);
    }
    expect(specifications).toContain('OpenID Connect Core 1.0');
  });

  it('finds a specification of OpenID Connect by its name without the family’s', () => {
    const sections = tests
      .filter(({ specification }) => specification === 'OpenID Connect Back-Channel Logout 1.0')
      .map(({ section }) => section);
    expect(sections).toEqual(expect.arrayContaining(['§2.4', '§2.5', '§2.8']));
    expect(tests.filter(({ specification }) => /^\w+-Channel/.test(specification))).toEqual([]);
  });
});
