import { Anchor, Table, VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import { api, queries } from '../api/client';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { Empty } from '../parts/empty';
import { ProblemAlert } from '../parts/problem-alert';
import { Time } from '../parts/time';
import { Wide } from '../parts/wide';
import { useMay } from '../session/me';
import { usePersonChanged } from './use-person-changed';

/** What the person allowed applications. */
export function PersonConsents({ id }: { readonly id: string }) {
  const { consents } = useMessages();
  const may = useMay('users:consents');
  const changed = usePersonChanged();
  const { data, error } = queries.useQuery('get', '/admin/v1/users/{id}/consents', {
    params: { path: { id } },
  });
  if (!data) return <ProblemAlert error={error} />;
  if (data.items.length === 0) return <Empty title={consents.none}>{consents.noneHelp}</Empty>;
  const revoke = async (client_id: string) => {
    await api.DELETE('/admin/v1/users/{id}/consents/{client_id}', { params: { path: { id, client_id } } });
    await changed();
  };
  return (
    <Wide>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{consents.client}</Table.Th>
            <Table.Th>{consents.scope}</Table.Th>
            <Table.Th>{consents.since}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{consents.revoke}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map(({ client_id, client_name, scope, updated_at }) => (
            <Table.Tr key={client_id}>
              <Table.Td>
                <Anchor component={Link} href={`/clients/${encodeURIComponent(client_id)}`}>
                  {client_name ?? client_id}
                </Anchor>
              </Table.Td>
              <Table.Td>{scope}</Table.Td>
              <Table.Td>
                <Time ms={updated_at * 1000} />
              </Table.Td>
              <Table.Td>
                {may && (
                  <ConfirmButton
                    label={consents.revoke}
                    size="xs"
                    variant="default"
                    onConfirm={() => revoke(client_id)}
                  >
                    {consents.revokeHelp(client_name ?? client_id)}
                  </ConfirmButton>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}
