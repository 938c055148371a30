import { Badge } from '@mantine/core';

interface Props {
  readonly color: 'green' | 'gray' | 'orange' | 'red' | 'blue';
  readonly children: string;
}

/** What state something is in, in a word or two that are never cut. */
export function State({ color, children }: Props) {
  return (
    <Badge color={color} variant="dot" tt="none" miw="max-content">
      {children}
    </Badge>
  );
}
