import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useMessages } from '../messages/messages';
import { PageTitle } from '../parts/page-title';

export function NotFound() {
  const { shell } = useMessages();
  return (
    <>
      <PageTitle>{shell.notFound}</PageTitle>
      <Text>
        <Anchor component={Link} href="/">
          {shell.overview}
        </Anchor>
      </Text>
    </>
  );
}
