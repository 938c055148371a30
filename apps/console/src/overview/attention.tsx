import { Alert, Anchor, List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { queries } from '../api/client';
import { useMessages } from '../messages/messages';
import { ISSUER } from '../place';
import { useMay } from '../session/me';

/** What an administrator should do something about; nothing when there is nothing. */
export function Attention() {
  const { overview } = useMessages();
  const ready = useReady();
  const seesClients = useMay('clients:read');
  const { data } = queries.useQuery(
    'get',
    '/admin/v1/clients',
    { params: { query: { limit: 200 } } },
    { enabled: seesClients },
  );
  const own = data?.items.filter(({ client_id }) => client_id !== 'portico-console') ?? [];
  const relaxed = own.filter(({ require_pkce }) => require_pkce === false);
  const insecure =
    window.location.protocol === 'http:' &&
    !['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname);
  const found = [
    ready === false && overview.notReady,
    insecure && overview.insecure,
    data && own.length === 0 && (
      <Anchor component={Link} href="/clients/new">
        {overview.noClients}
      </Anchor>
    ),
    ...relaxed.map(({ client_id, client_name }) => (
      <Anchor key={client_id} component={Link} href={`/clients/${encodeURIComponent(client_id)}`}>
        {overview.relaxed(client_name ?? client_id)}
      </Anchor>
    )),
  ].filter((item) => item !== false && item !== undefined);
  if (found.length === 0) return null;
  return (
    <Alert color="yellow" title={overview.attention}>
      <List>
        {found.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and no state
          <List.Item key={index}>{item}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function useReady(): boolean | undefined {
  const { data } = useQuery({
    queryKey: ['ready'],
    queryFn: async () => (await fetch(`${new URL(ISSUER).origin}/health/ready`)).ok,
    refetchInterval: 30_000,
  });
  return data;
}
