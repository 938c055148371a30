import { validateSync } from 'class-validator';
import type { Form } from './configuration-key.js';
import { CONFIGURATION_KEYS } from './configuration-keys.js';
import type { Problems } from './problems.js';
import { SECTIONS, type Sections } from './sections/index.js';

/**
 * The sections with their values read from text and validated. Only keys that were `given` are reported:
 * a default can be wrong only because another key is, and that one is reported.
 */
export function buildSections(
  known: ReadonlyMap<string, string>,
  given: ReadonlySet<string>,
  problems: Problems,
): Sections {
  const sections = Object.entries(SECTIONS).map(([name, Section]) => {
    const keys = new Map<string, string>();
    const values: Record<string, unknown> = {};
    for (const { key, target } of CONFIGURATION_KEYS) {
      if (target?.section !== name) continue;
      keys.set(target.property, key);
      values[target.property] = readAs(target.form, known.get(key));
    }
    const section = new (Section as new (values: object) => object)(values);
    for (const { property, constraints } of validateSync(section)) {
      const key = keys.get(property);
      const problem = Object.values(constraints ?? {})[0];
      if (key && problem && given.has(key) && !problems.concerns(key)) problems.add(key, problem);
    }
    return [name, section];
  });
  return Object.fromEntries(sections) as Sections;
}

type Value = string | number | boolean | readonly string[] | undefined;

/** What can't be read as its form stays what no rule of a section takes. */
function readAs(form: Form, text: string | undefined): Value {
  if (text === undefined || form === 'text') return text;
  if (form === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  if (form === 'integer') return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return text === '' ? [] : text.split(',').map((word) => word.trim());
}
