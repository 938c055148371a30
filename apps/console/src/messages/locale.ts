/** What the console speaks: the languages of the sign-in pages. */
export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The console's language for a tag like `de-AT` (RFC 5646 §2.1); undefined when it doesn't speak that one. */
export function languageOf(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split('-', 1);
  return LANGUAGES.find((language) => language === primary);
}

/** The first of the wanted tags whose language the console speaks; English when it speaks none of them. */
export const chooseLocale = (wanted: readonly string[]): string =>
  wanted.find((tag) => languageOf(tag) !== undefined) ?? 'en';

/** With its region, so that dates and numbers are written as the reader does, in the language of the words. */
export const LOCALE = chooseLocale(globalThis.navigator?.languages ?? []);
