import { Button, Code, CopyButton, Group } from '@mantine/core';
import { useMessages } from '../messages/messages';

interface Props {
  readonly value: string;
  readonly id?: string;
}

/** A value to be taken elsewhere. */
export function Copied({ value, id }: Props) {
  const { parts } = useMessages();
  return (
    <Group gap="xs">
      <Code id={id} className="code-line" fz="sm">
        {value}
      </Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy}>
            {copied ? parts.copied : parts.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
