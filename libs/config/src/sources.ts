import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { fileKey } from './configuration-key.js';
import { CONFIGURATION_KEYS } from './configuration-keys.js';
import { nearest } from './nearest.js';
import type { Problems } from './problems.js';

/** What one source gives, by the environment's name of each key; a list is joined with commas. */
export type Source = ReadonlyMap<string, string>;

const KNOWN: ReadonlySet<string> = new Set(
  CONFIGURATION_KEYS.flatMap(({ key, secret }) => (secret ? [key, `${key}_FILE`] : [key])),
);

/** The PORTICO_ variables that are set; an empty one counts as absent. */
export function environmentSource(
  environment: Readonly<Record<string, string | undefined>>,
  problems: Problems,
): Source {
  const source = new Map<string, string>();
  for (const [key, value] of Object.entries(environment)) {
    // PORTICO_TEST_… belongs to the test suite, which starts servers with its own environment.
    if (!key.startsWith('PORTICO_') || key.startsWith('PORTICO_TEST_')) continue;
    if (!KNOWN.has(key)) problems.add(key, `is not a known key; the nearest is ${nearest(key, KNOWN)}`);
    else if (value) source.set(key, value);
  }
  return source;
}

/**
 * The configuration file. Read with YAML's failsafe schema: every scalar stays the text that was written,
 * so a secret of digits doesn't become a number.
 */
export function fileSource(path: string, problems: Problems): Source {
  const text = readText(path);
  if (text === undefined) {
    problems.add('PORTICO_CONFIG_FILE', 'names a file that can’t be read');
    return new Map();
  }
  const document = parseDocument(text, { schema: 'failsafe' });
  const mistake = document.errors[0];
  if (mistake) {
    // Not its message: that quotes the file.
    problems.add('PORTICO_CONFIG_FILE', `is not valid YAML (line ${mistake.linePos?.[0].line ?? '?'})`);
    return new Map();
  }
  const content: unknown = document.toJS() ?? {};
  if (typeof content !== 'object' || Array.isArray(content)) {
    problems.add('PORTICO_CONFIG_FILE', 'must hold keys and values');
    return new Map();
  }
  return entriesOf(content as Record<string, unknown>, problems);
}

function entriesOf(content: Record<string, unknown>, problems: Problems): Source {
  const names = new Map([...KNOWN].map((key) => [fileKey(key), key]));
  names.delete(fileKey('PORTICO_CONFIG_FILE'));
  const source = new Map<string, string>();
  for (const [name, value] of Object.entries(content)) {
    const key = names.get(name);
    if (key === undefined)
      problems.add(name, `is not a known key of the file; the nearest is ${nearest(name, names.keys())}`);
    else if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
      source.set(key, value.join(','));
    else if (typeof value !== 'string') problems.add(key, 'must be a text or a list of texts');
    else if (value !== '') source.set(key, value);
  }
  return source;
}

/** A file's text, or undefined when it can't be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
