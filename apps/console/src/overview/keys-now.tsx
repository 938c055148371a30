import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { queries } from '../api/client';
import { useMessages } from '../messages/messages';

/** The keys that sign now. */
export function KeysNow() {
  const { overview } = useMessages();
  const { data } = queries.useQuery('get', '/admin/v1/keys');
  const signing = data?.items.filter(({ signs }) => signs) ?? [];
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {overview.keys}
      </Title>
      <Group gap="xs">
        {signing.map(({ kid, alg }) => (
          <Badge key={kid} variant="default" tt="none">
            {alg}
          </Badge>
        ))}
        {data && (
          <Text size="sm" c="dimmed">
            {overview.published(data.items.length)}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
