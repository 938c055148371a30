import { type Template, template, type Value } from './template.js';

interface Strings {
  readonly quote: '"' | "'";
  /** A character that can't stand in a string as it is. */
  readonly inCode: (character: string) => string;
  /** Around the items of a list; languages without lists have none. */
  readonly list?: readonly [string, string];
}

/** Letters that no language reads as anything but themselves; `<`, `>` and `&` so that text in a page stays text. */
const PLAIN = /^[\w .,:;/?#@!()*+=%~^|{}[\]$`'"-]$/;

function literal({ quote, inCode, list }: Strings): (value: Value) => string {
  const text = (value: string) => {
    const characters = [...value].map((character) => {
      if (character === quote || character === '\\') return `\\${character}`;
      return PLAIN.test(character) ? character : inCode(character);
    });
    return quote + characters.join('') + quote;
  };
  return (value) => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return text(value);
    if (!list) throw new Error('this language has no lists');
    return list[0] + value.map(text).join(', ') + list[1];
  };
}

/** By UTF-16 code units: `\u003c`. */
const byUnits = (character: string) =>
  Array.from({ length: character.length }, (_, at) => unit('u', character.charCodeAt(at), 4)).join('');
/** By code points: `\u003c`, `\U0001f600`. */
const byPoints = (character: string) => {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff ? unit('U', point, 8) : unit('u', point, 4);
};
const unit = (letter: string, value: number, digits: number) =>
  `\\${letter}${value.toString(16).padStart(digits, '0')}`;
const asItIs = (character: string) => character;

export const javascript: Template = template(literal({ quote: "'", inCode: byUnits, list: ['[', ']'] }));
export const java: Template = template(literal({ quote: '"', inCode: byUnits }));
export const python: Template = template(literal({ quote: '"', inCode: byPoints, list: ['[', ']'] }));
export const go: Template = template(literal({ quote: '"', inCode: byPoints, list: ['[]string{', '}'] }));
export const csharp: Template = template(literal({ quote: '"', inCode: byPoints }));
export const toml: Template = template(literal({ quote: '"', inCode: byPoints, list: ['[', ']'] }));
/** Apache reads `${NAME}` in strings too, and has no way to write it: see `suits` of its snippet. */
export const apache: Template = template(literal({ quote: '"', inCode: asItIs }));

/** POSIX.1-2017, XCU §2.2.2: between single quotes everything is itself, but for the single quote. */
export const shell: Template = template((value) => {
  const text = typeof value === 'object' ? value.join(' ') : String(value);
  return `'${text.replaceAll("'", "'\\''")}'`;
});
