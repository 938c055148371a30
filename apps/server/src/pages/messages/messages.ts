import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import type { Language } from './language.js';

/** Every message that the pages need, in one language. */
export type Messages = typeof en;

/** One line a language: the compiler asks for every one of `LANGUAGES`, and for every message of each. */
const BY_LANGUAGE: Readonly<Record<Language, Messages>> = { en, de, fr, es };

export function messagesFor(language: Language): Messages {
  return BY_LANGUAGE[language];
}
