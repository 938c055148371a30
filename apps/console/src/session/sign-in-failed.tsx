import { Alert, Button, Center, Stack, Title } from '@mantine/core';
import { useMessages } from '../messages/messages';
import { CONSOLE_PATH } from '../place';

export const ACCESS_REFUSED = 'access_denied';

/** The authorization endpoint refused, or the answer wasn't meant for this browser. */
export function SignInFailed({ why }: { readonly why: string }) {
  const { session } = useMessages();
  return (
    <Center h="100vh" p="md">
      <Stack maw={480} role="main">
        <Title order={1} size="h2">
          {session.failed}
        </Title>
        <Alert color="red">{why}</Alert>
        <Button component="a" href={`${CONSOLE_PATH}/`}>
          {session.again}
        </Button>
      </Stack>
    </Center>
  );
}
