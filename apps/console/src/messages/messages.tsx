import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { en, type Messages } from './en';
import { type Language, LOCALE, languageOf } from './locale';

/** Words that aren't in the browser's language are never loaded. */
const WORDS: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => en,
  de: async () => (await import('./de')).de,
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
};

const language = languageOf(LOCALE) ?? 'en';
/** Begun at once: until they are there, nothing can be shown. English words are better than none. */
const words = WORDS[language]().catch(() => en);

const MessagesContext = createContext<Messages>(en);

/** Gives everything below it the words of the browser's language, once they are loaded. */
export function MessagesProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<Messages>();
  useEffect(() => {
    document.documentElement.lang = language;
    void words.then(setMessages);
  }, []);
  return messages && <MessagesContext.Provider value={messages}>{children}</MessagesContext.Provider>;
}

export const useMessages = (): Messages => useContext(MessagesContext);
