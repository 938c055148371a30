import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly help: string;
  /** What does it. */
  readonly children: ReactNode;
}

/** Something that can be done to what the page is about, and what it comes to. */
export function Act({ title, help, children }: Props) {
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} maw={560}>
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text size="sm">{help}</Text>
        </Stack>
        {children}
      </Group>
    </Paper>
  );
}
