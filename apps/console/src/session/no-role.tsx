import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useMessages } from '../messages/messages';
import { userManager } from './user-manager';

/** For people who may sign in to Portico, but not administer it. */
export function NoRole({ why }: { readonly why: string }) {
  const { session } = useMessages();
  return (
    <Center h="100vh" p="md">
      <Stack maw={480} role="main">
        <Title order={1} size="h2">
          {session.noRole}
        </Title>
        <Text>{session.noRoleHelp}</Text>
        <Text c="dimmed" size="sm">
          {why}
        </Text>
        <Button onClick={() => void userManager.signoutRedirect()}>{session.signOut}</Button>
      </Stack>
    </Center>
  );
}
