import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { en, type Messages } from './en';

/** The languages of the sign-in pages. Those that aren't the browser's are never loaded. */
const OTHERS: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import('./de')).de,
};

const MessagesContext = createContext<Messages>(en);

/** The first of the browser's languages that there is; English while it is being loaded, and otherwise. */
export function MessagesProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<Messages>();
  useEffect(() => {
    const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
    const language = wanted.find((tag) => tag === 'en' || tag in OTHERS) ?? 'en';
    document.documentElement.lang = language;
    void (OTHERS[language]?.() ?? Promise.resolve(en)).then(setMessages);
  }, []);
  return messages && <MessagesContext.Provider value={messages}>{children}</MessagesContext.Provider>;
}

export const useMessages = (): Messages => useContext(MessagesContext);
