/** What may be put between the words of a snippet; nothing else can, so nothing is written as it came. */
export type Value = string | number | readonly string[];

/** Text in the language of a snippet. Only `template` makes it. */
export class Code {
  constructor(readonly text: string) {}
}

/** Writes a snippet: what stands in `${…}` becomes a literal of its language, unless it is code of it already. */
export type Template = (words: TemplateStringsArray, ...values: readonly (Value | Code)[]) => Code;

/** @param literal a value as the language writes it, with every character that means something there escaped */
export function template(literal: (value: Value) => string): Template {
  const written = (value: Value | Code) => (value instanceof Code ? value.text : literal(value));
  return (words, ...values) => new Code(String.raw({ raw: words }, ...values.map(written)));
}
