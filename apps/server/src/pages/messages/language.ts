/** The languages that the pages speak; the first is the one for everybody else. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language for a visitor: the first of `ui_locales` (OIDC Core §3.1.2.1, space-separated, most wanted first)
 * that we speak, else of `Accept-Language` (RFC 9110 §12.5.4), else English.
 */
export function negotiateLanguage(
  uiLocales: string | undefined,
  acceptLanguage: string | undefined,
): Language {
  const wanted = [...(uiLocales ?? '').split(/\s+/), ...rangesByQuality(acceptLanguage ?? '')];
  for (const range of wanted.slice(0, 50)) {
    const language = lookup(range);
    if (language) return language;
  }
  return LANGUAGES[0];
}

/** Subtags that are read of one language tag; real ones have at most five. */
const LONGEST_TAG = 8;

/** RFC 4647 §3.4: subtags are cut from the end until one is spoken: `de-CH-1996` → `de-CH` → `de`. */
function lookup(range: string): Language | undefined {
  const subtags = range.toLowerCase().split('-', LONGEST_TAG);
  for (let length = subtags.length; length > 0; length--) {
    const shorter = subtags.slice(0, length).join('-');
    const spoken = LANGUAGES.find((language) => language === shorter);
    if (spoken) return spoken;
  }
  return undefined;
}

/** `de;q=0.5, fr` → `fr`, `de`; what is refused with `q=0` is left out. */
function rangesByQuality(header: string): readonly string[] {
  return header
    .slice(0, 1000)
    .split(',')
    .map((item) => {
      const [range = '', ...parameters] = item.split(';').map((part) => part.trim());
      const quality = parameters.find((parameter) => /^q=/i.test(parameter));
      return { range, quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0 && quality <= 1)
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}
