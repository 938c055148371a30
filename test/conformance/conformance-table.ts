import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One test, under the section of a specification that its title names. */
export interface ConformanceTest {
  /** `RFC 6749`, `OpenID Connect Core 1.0`. */
  readonly specification: string;
  /** `§4.1.2`; empty when the title names none. */
  readonly section: string;
  /** The sentence that the test says. */
  readonly sentence: string;
  readonly file: string;
}

/** Full names of the specifications that titles begin with, or name; longer ones first. */
const SPECIFICATIONS = [
  'OpenID Connect Dynamic Client Registration 1.0',
  'OpenID Connect RP-Initiated Logout 1.0',
  'OpenID Connect Back-Channel Logout 1.0',
  'OpenID Connect Front-Channel Logout 1.0',
  'OpenID Connect Discovery 1.0',
  'OpenID Connect Core 1.0',
  'Initiating User Registration via OpenID Connect 1.0',
  'OAuth 2.0 Form Post Response Mode',
  'OAuth 2.0 Multiple Response Type Encoding Practices',
];
/** Titles may leave the family's name away: `Back-Channel Logout 1.0 §2.4`. */
const FAMILY = 'OpenID Connect ';
const NAMES = SPECIFICATIONS.map((name) => name.replace(new RegExp(`^${FAMILY}`), `(?:${FAMILY})?`));
const TITLE = new RegExp(`(${NAMES.join('|')}|RFC \\d{4,5}(?:bis)?)(?: (§[\\d.]+))?`);

/** Every test of the repository whose title, or that of a group around it, names a specification. */
export function conformanceTests(root: string): readonly ConformanceTest[] {
  return ['libs', 'apps', 'test']
    .flatMap((folder) => specFiles(join(root, folder)))
    .flatMap((path) => testsOf(path, path.slice(root.length).replace(/^\//, '')))
    .sort(bySection);
}

/** As Markdown: a table for each specification. */
export function conformanceTables(tests: readonly ConformanceTest[]): string {
  const specifications = [...new Set(tests.map((test) => test.specification))];
  return specifications
    .map((specification) => {
      const rows = tests.filter((test) => test.specification === specification).map(row);
      return [
        `### ${specification}`,
        '',
        '| Section | Portico … | Test |',
        '| --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function row({ section, sentence, file }: ConformanceTest): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return `| ${section} | ${cell(sentence)} | [${file.split('/').at(-1)}](../${file}) |`;
}

function specFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'));
}

function testsOf(path: string, file: string): readonly ConformanceTest[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ConformanceTest[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? titledCall(node) : undefined;
    if (call?.kind === 'it') add(found, [...groups, call.title], file);
    const inner = call?.kind === 'describe' ? [...groups, call.title] : groups;
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(source, []);
  return found;
}

/** `describe('…')`, `it('…')`, `it.each(…)('…')`, with the title's text. */
function titledCall(call: ts.CallExpression): { kind: 'describe' | 'it'; title: string } | undefined {
  const [title] = call.arguments;
  if (!title || !ts.isStringLiteralLike(title)) return undefined;
  const callee = call.expression.getText();
  if (/^describe\b/.test(callee)) return { kind: 'describe', title: title.text };
  return /^it\b/.test(callee) ? { kind: 'it', title: title.text } : undefined;
}

function add(found: ConformanceTest[], titles: readonly string[], file: string): void {
  const match = titles
    .toReversed()
    .map((title) => TITLE.exec(title))
    .find((each) => each !== null);
  if (!match) return;
  const [, name = '', section = ''] = match;
  const specification = SPECIFICATIONS.find((one) => one === FAMILY + name) ?? name;
  const sentences = titles.toReversed().map(sentenceOf);
  const sentence = sentences.find((each) => /\p{L}/u.test(each)) ?? '';
  found.push({ specification, section, sentence, file });
}

/** A title without the specification that it names; `…` for what a row of its table says. */
function sentenceOf(title: string): string {
  return title
    .replace(TITLE, '')
    .replace(/^[\s:,]+/, '')
    .replace(/%[sjdo]|\$\w+/g, '…');
}

function bySection(one: ConformanceTest, other: ConformanceTest): number {
  const numeric = { numeric: true };
  return (
    one.specification.localeCompare(other.specification, 'en', numeric) ||
    one.section.localeCompare(other.section, 'en', numeric) ||
    one.file.localeCompare(other.file, 'en')
  );
}
