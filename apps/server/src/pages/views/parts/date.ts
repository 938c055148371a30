import { type Html, html } from '../../html/html.js';
import type { Language } from '../../messages/language.js';

/** A day in words of the language, in UTC. `seconds` since the epoch. */
export function day(seconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}

/** A moment in words of the language, in UTC, which it says. `seconds` since the epoch. */
export function moment(seconds: number, language: Language): string {
  const style = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC', timeZoneName: 'short' }).format(
    seconds * 1000,
  );
}

/** `words` with the moment they speak of, for machines. */
export function time(seconds: number, words: string): Html {
  return html`<time datetime="${new Date(seconds * 1000).toISOString()}">${words}</time>`;
}
