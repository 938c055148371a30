import type { SectionName, Sections } from './sections/index.js';

/** How the text of a key becomes a value: one word or line, a whole number, true or false, or words between commas. */
export type Form = 'text' | 'integer' | 'boolean' | 'list';

/** What was found so far, as text, for defaults that depend on other keys. */
export type Known = ReadonlyMap<string, string>;

/** A property of a section, and how its text is read. */
export type Target = {
  [Name in SectionName]: {
    readonly section: Name;
    readonly property: keyof Sections[Name] & string;
    readonly form: Form;
  };
}[SectionName];

export interface ConfigurationKey {
  /** `PORTICO_…` in the environment; in the file the same in lower case without the prefix. */
  readonly key: string;
  /** Where the value goes; none for the key that names the file itself. */
  readonly target?: Target;
  /** As the documentation shows it. */
  readonly default: string;
  /** The default as text, where it isn't the word shown. */
  readonly derive?: (known: Known) => string | undefined;
  readonly meaning: string;
  /** A secret can be given as `…_FILE` too. */
  readonly secret: boolean;
  readonly restart: 'yes' | 'until set up';
}

/** The key's name in the configuration file. */
export function fileKey(key: string): string {
  return key.slice('PORTICO_'.length).toLowerCase();
}
