/** Markup that is safe to send: made only by `html` (which escapes what is put in) and by `raw`. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

/** What may stand in a template. Nothing is shown for undefined, null and false, so that `when && html…` reads well. */
export type Content = Html | string | number | undefined | null | false | readonly Content[];

/**
 * A template whose values are escaped for text and for *quoted* attributes; always quote attributes.
 * Nested templates and arrays are taken as they are.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.reduce((markup, part, index) => markup + render(values[index - 1]) + part));
}

/** Markup of our own that has no value from outside in it. */
export function raw(markup: string): Html {
  return new Html(markup);
}

function render(content: Content): string {
  if (content === undefined || content === null || content === false) return '';
  if (content instanceof Html) return content.toString();
  if (typeof content === 'object') return content.map(render).join('');
  return escapeHtml(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
