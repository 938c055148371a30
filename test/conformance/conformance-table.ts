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
  readonly state: State;
}

/** Whether it runs: always; only where something is there (another's client, another database); not yet. */
export type State = 'passes' | 'passes where installed' | 'open';

/** The worst of a test's and its groups' counts. */
const STATES: readonly State[] = ['open', 'passes where installed', 'passes'];

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
        '| Section | Portico … | Test | State |',
        '| --- | --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function row({ section, sentence, file, state }: ConformanceTest): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return `| ${section} | ${cell(sentence)} | [${file.split('/').at(-1)}](../${file}) | ${state} |`;
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
  const visit = (node: ts.Node, groups: readonly Group[]): void => {
    const call = ts.isCallExpression(node) ? titledCall(node) : undefined;
    if (call?.kind === 'it') add(found, [...groups, call], file);
    const inner = call?.kind === 'describe' ? [...groups, call] : groups;
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(source, []);
  return found;
}

/** A test or a group of them, and whether it runs. */
interface Group {
  readonly kind: 'describe' | 'it';
  readonly title: string;
  readonly state: State;
}

/** `describe('…')`, `it('…')`, `it.each(…)('…')`, with the title's text. */
function titledCall(call: ts.CallExpression): Group | undefined {
  const [title] = call.arguments;
  if (!title || !ts.isStringLiteralLike(title)) return undefined;
  const callee = call.expression.getText();
  const [, kind] = /^(describe|it)\b/.exec(callee) ?? [];
  if (kind !== 'describe' && kind !== 'it') return undefined;
  return { kind, title: title.text, state: stateOf(callee) };
}

function stateOf(callee: string): State {
  if (/\.(?:skip|todo)\b/.test(callee)) return 'open';
  return /\.(?:skipIf|runIf)\b/.test(callee) ? 'passes where installed' : 'passes';
}

function add(found: ConformanceTest[], groups: readonly Group[], file: string): void {
  const titles = groups.map(({ title }) => title);
  const states = groups.map(({ state }) => state);
  const match = titles
    .toReversed()
    .map((title) => TITLE.exec(title))
    .find((each) => each !== null);
  if (!match) return;
  const [, name = '', section = ''] = match;
  const specification = SPECIFICATIONS.find((one) => one === FAMILY + name) ?? name;
  const sentences = titles.toReversed().map(sentenceOf);
  const sentence = sentences.find((each) => /\p{L}/u.test(each)) ?? '';
  const state = STATES.find((one) => states.includes(one)) ?? 'passes';
  found.push({ specification, section, sentence, file, state });
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
