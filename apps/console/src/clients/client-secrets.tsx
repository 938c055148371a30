import { Alert, Button, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, ifMatch, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { Copied } from '../parts/copied';
import { Empty } from '../parts/empty';
import { ProblemAlert } from '../parts/problem-alert';
import { Time } from '../parts/time';
import { Wide } from '../parts/wide';
import { useMay } from '../session/me';
import { useClientChanged } from './use-client-changed';

/** The client's secrets: never themselves, but how many are valid and since when; two may be, while it changes over. */
export function ClientSecrets({ client }: { readonly client: Schemas['Client'] }) {
  const { secrets } = useMessages();
  const may = useMay('clients:secrets');
  const changed = useClientChanged();
  const { client_id } = client;
  const rotation = useMutation({
    mutationFn: async () => {
      const params = { path: { client_id }, header: ifMatch(client) };
      const { data } = await api.POST('/admin/v1/clients/{client_id}/secrets', { params });
      await changed();
      return data?.client_secret;
    },
  });
  if (client.token_endpoint_auth_method === 'none')
    return <Empty title={secrets.isPublic}>{secrets.isPublicHelp}</Empty>;
  const retire = async (secret_id: string) => {
    const params = { path: { client_id, secret_id } };
    await api.DELETE('/admin/v1/clients/{client_id}/secrets/{secret_id}', { params });
    await changed();
  };
  return (
    <Stack align="flex-start">
      <Text>{secrets.help}</Text>
      {rotation.data && (
        <Alert color="yellow" title={secrets.fresh}>
          <Copied id="new-secret" value={rotation.data} />
        </Alert>
      )}
      <ProblemAlert error={rotation.error} />
      <Wide>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{secrets.since}</Table.Th>
              <Table.Th>{secrets.id}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{secrets.retire}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {client.secrets.map(({ id, created_at }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Time ms={created_at * 1000} />
                </Table.Td>
                <Table.Td className="code-line">{id}</Table.Td>
                <Table.Td>
                  {may && (
                    <ConfirmButton
                      label={secrets.retire}
                      variant="default"
                      size="xs"
                      onConfirm={() => retire(id)}
                    >
                      {client.secrets.length > 1 ? secrets.retireHelp : secrets.retireLast}
                    </ConfirmButton>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      {may && (
        <Group>
          <Button
            id="rotate-secret"
            loading={rotation.isPending}
            disabled={client.secrets.length > 1}
            onClick={() => rotation.mutate()}
          >
            {secrets.rotate}
          </Button>
          {client.secrets.length > 1 && (
            <Text size="sm" c="dimmed">
              {secrets.two}
            </Text>
          )}
        </Group>
      )}
    </Stack>
  );
}
