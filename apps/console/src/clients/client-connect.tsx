import { Anchor, Stack, Text } from '@mantine/core';
import type { Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { Copied } from '../parts/copied';
import { Facts } from '../parts/facts';
import { ISSUER } from '../place';
import { ClientSnippets } from './client-snippets';

/** What the application must be told to find Portico and to say who it is. */
export function ClientConnect({ client }: { readonly client: Schemas['Client'] }) {
  const { connect } = useMessages();
  const { client_id, redirect_uris, scope, token_endpoint_auth_method } = client;
  const discovery = `${ISSUER}/.well-known/openid-configuration`;
  return (
    <Stack>
      <Text>{connect.help}</Text>
      <Facts
        of={[
          ['issuer', <Copied key="issuer" value={ISSUER} />],
          [
            connect.discovery,
            <Anchor key="discovery" href={discovery}>
              {discovery}
            </Anchor>,
          ],
          ['client_id', <Copied key="client_id" value={client_id} />],
          ['token_endpoint_auth_method', token_endpoint_auth_method],
          ...redirect_uris.map((uri) => ['redirect_uri', <Copied key={uri} value={uri} />] as const),
          ['scope', scope],
        ]}
      />
      <ClientSnippets client_id={client_id} />
    </Stack>
  );
}
