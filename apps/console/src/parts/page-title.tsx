import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly children: string;
  /** What can be done here. */
  readonly actions?: ReactNode;
}

/** The heading of a page, which is the window's title too. */
export function PageTitle({ children, actions }: Props) {
  useEffect(() => {
    document.title = `${children} · Portico`;
  }, [children]);
  return (
    <Group justify="space-between">
      <Title order={1} size="h2" className="code-line">
        {children}
      </Title>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
