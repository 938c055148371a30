/** Why a value can't be, to be read after the field's name; undefined when it can. */
export type Verdict = string | undefined;
export type Rule = (value: unknown) => Verdict;

/** Controls and halves of surrogate pairs; NUL among them. */
const NEVER_IN_TEXT = /[\p{Cc}\p{Cs}]/u;
/** The same, but a line break may be there. OpenID Connect Core 1.0 §5.1.1 */
const NEVER_IN_LINES = /(?![\r\n])[\p{Cc}\p{Cs}]/u;

/** Text of one line, 1 to `longest` characters (UTF-16 units, as the column counts at most), not only white space. */
export function textRule(longest: number): Rule {
  return (value) => checkText(value, longest, NEVER_IN_TEXT);
}

/** Text that may have line breaks. */
export function linesRule(longest: number): Rule {
  return (value) => checkText(value, longest, NEVER_IN_LINES);
}

/** Text of a certain form besides. */
export function textOfForm(longest: number, matches: (text: string) => boolean, form: string): Rule {
  const text = textRule(longest);
  return (value) => text(value) ?? (matches(value as string) ? undefined : `must be ${form}`);
}

export function oneOf(words: readonly string[]): Rule {
  return (value) =>
    typeof value === 'string' && words.includes(value) ? undefined : `must be one of ${words.join(', ')}`;
}

export function booleanRule(value: unknown): Verdict {
  return typeof value === 'boolean' ? undefined : 'must be true or false';
}

/** null as well: the person has none. */
export function orNull(rule: Rule): Rule {
  return (value) => (value === null ? undefined : rule(value));
}

function checkText(value: unknown, longest: number, never: RegExp): Verdict {
  if (typeof value !== 'string') return 'must be text';
  if (value.length > longest) return `must have at most ${longest} characters`;
  if (value.trim() === '') return 'must not be empty';
  return never.test(value) ? 'must not have control characters' : undefined;
}
