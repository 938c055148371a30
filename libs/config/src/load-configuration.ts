import { buildSections } from './build-sections.js';
import { Configuration } from './configuration.js';
import type { ConfigurationKey } from './configuration-key.js';
import { CONFIGURATION_KEYS } from './configuration-keys.js';
import { Problems } from './problems.js';
import { environmentSource, fileSource, readText, type Source } from './sources.js';

/**
 * The configuration: the environment over the file that PORTICO_CONFIG_FILE names over the defaults.
 * Throws one `ConfigurationError` with every problem.
 */
export function loadConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const problems = new Problems();
  const variables = environmentSource(environment, problems);
  const path = variables.get('PORTICO_CONFIG_FILE');
  const sources = path === undefined ? [variables] : [variables, fileSource(path, problems)];

  const known = new Map<string, string>();
  const given = new Set<string>();
  for (const row of CONFIGURATION_KEYS) {
    const text = textFrom(sources, row, problems);
    if (text !== undefined) given.add(row.key);
    const settled = text ?? defaultOf(row, known);
    if (settled !== undefined) known.set(row.key, settled);
  }
  const configuration = new Configuration(buildSections(known, given, problems));
  problems.throwIfAny();
  return configuration;
}

/** The only place that reads `process.env`. */
export function loadConfigurationFromProcess(): Configuration {
  return loadConfiguration(process.env);
}

function textFrom(sources: readonly Source[], { key, secret }: ConfigurationKey, problems: Problems) {
  for (const source of sources) {
    const text = source.get(key);
    const file = secret ? source.get(`${key}_FILE`) : undefined;
    if (text !== undefined && file !== undefined) problems.add(key, `and ${key}_FILE are both given`);
    if (text !== undefined) return text;
    if (file !== undefined) return secretFrom(file, `${key}_FILE`, problems);
  }
  return undefined;
}

/** Editors and `echo` end a file with a line break that is no part of the secret. */
function secretFrom(path: string, key: string, problems: Problems): string | undefined {
  const text = readText(path)?.replace(/\r?\n$/, '');
  if (text === undefined) return problems.add(key, 'names a file that can’t be read');
  return text === '' ? problems.add(key, 'names an empty file') : text;
}

function defaultOf(row: ConfigurationKey, known: ReadonlyMap<string, string>): string | undefined {
  if (row.target === undefined) return undefined;
  return row.derive ? row.derive(known) : row.default;
}
