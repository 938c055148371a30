import { Center, Loader } from '@mantine/core';
import { useMessages } from '../messages/messages';

/** In the place of what is still being read. */
export function Waiting() {
  const { parts } = useMessages();
  return (
    <Center p="xl">
      <Loader aria-label={parts.loading} />
    </Center>
  );
}
