import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages';

/** What may be wider than the window: it scrolls by itself, with the keyboard too. */
export function Wide({ children }: { readonly children: ReactNode }) {
  const { parts } = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="wide-table" tabIndex={0} aria-label={parts.list}>
      {children}
    </section>
  );
}
