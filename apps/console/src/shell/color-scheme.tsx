import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMessages } from '../messages/messages';

/** Light or dark; as the system until one chooses. */
export function ColorScheme() {
  const { shell } = useMessages();
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  const other = now === 'light' ? 'dark' : 'light';
  return (
    <ActionIcon variant="default" size="lg" aria-label={shell[other]} onClick={() => setColorScheme(other)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" />
        <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
    </ActionIcon>
  );
}
