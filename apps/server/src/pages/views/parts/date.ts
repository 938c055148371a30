import { type Html, html } from '../../html/html.js';
import type { Language } from '../../messages/language.js';

/** A day in words of the language, in UTC. `seconds` since the epoch. */
export function day(seconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}

/** `words` with the moment they speak of, for machines. */
export function time(seconds: number, words: string): Html {
  return html`<time datetime="${new Date(seconds * 1000).toISOString()}">${words}</time>`;
}
