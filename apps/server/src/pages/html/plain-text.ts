const LONGEST = 80;

/** Controls, and the invisible marks that reverse or hide text (UTR #36 §3): a name could forge a sentence with them. */
const INVISIBLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A name that somebody chose, fit to stand in a sentence of ours: one line, visible, not endless. */
export function plainText(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();
  const characters = Array.from(line);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
}

/** The first letter, as a person would name it; for a monogram. */
export function firstLetter(text: string, language: string): string {
  const [first] = new Intl.Segmenter(language).segment(plainText(text));
  return (first?.segment ?? '?').toLocaleUpperCase(language);
}
