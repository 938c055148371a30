import { Button, Code, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Schemas } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { State } from '../parts/state';
import { Time } from '../parts/time';
import { useMay } from '../session/me';

type Delivery = Schemas['LogoutDelivery'];
type Status = Delivery['status'];

const STATUSES = ['pending', 'delivered', 'refused', 'failed'] as const satisfies readonly Status[];
const COLORS = { pending: 'orange', delivered: 'green', refused: 'red', failed: 'red' } as const;

/** What became of telling the application that people signed out (OpenID Connect Back-Channel Logout 1.0). */
export function ClientDeliveries({ client }: { readonly client: Schemas['Client'] }) {
  const { deliveries } = useMessages();
  const may = useMay('logout:retry');
  const cache = useQueryClient();
  const { client_id } = client;
  const [status, setStatus] = useState<Status | 'all'>('all');
  const pages = usePages(['logout-deliveries', client_id, status], async (cursor) => {
    const query = { limit: 50, ...(cursor && { cursor }), ...(status !== 'all' && { status }) };
    const params = { path: { client_id }, query };
    return (
      (await api.GET('/admin/v1/clients/{client_id}/logout-deliveries', { params })).data ?? { items: [] }
    );
  });
  const retry = async (delivery_id: string) => {
    const params = { path: { client_id, delivery_id } };
    await api.POST('/admin/v1/clients/{client_id}/logout-deliveries/{delivery_id}/retry', { params });
    await cache.invalidateQueries({ queryKey: ['logout-deliveries'] });
  };
  if (!client.backchannel_logout_uri) return <Empty title={deliveries.off}>{deliveries.offHelp}</Empty>;
  return (
    <Stack align="flex-start">
      <Text>{deliveries.help}</Text>
      <SegmentedControl
        aria-label={deliveries.status}
        value={status}
        onChange={(value) => setStatus(value as Status | 'all')}
        data={[
          { value: 'all', label: deliveries.all },
          ...STATUSES.map((value) => ({ value, label: deliveries.statuses[value] })),
        ]}
      />
      <Listing
        pages={pages}
        columns={[
          deliveries.ended,
          deliveries.status,
          deliveries.attempts,
          deliveries.next,
          deliveries.error,
          deliveries.retry,
        ]}
        row={(delivery) => (
          <Table.Tr key={delivery.id}>
            <Table.Td>
              <Time ms={delivery.created_at * 1000} />
            </Table.Td>
            <Table.Td>
              <State color={COLORS[delivery.status]}>{deliveries.statuses[delivery.status]}</State>
            </Table.Td>
            <Table.Td>{delivery.attempts}</Table.Td>
            <Table.Td>{delivery.next_attempt_at && <Time ms={delivery.next_attempt_at * 1000} />}</Table.Td>
            <Table.Td>{delivery.error && <Code>{delivery.error}</Code>}</Table.Td>
            <Table.Td>
              {may && delivery.status !== 'delivered' && (
                <Button size="xs" variant="default" onClick={() => void retry(delivery.id)}>
                  {deliveries.retry}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        )}
        empty={<Empty title={deliveries.none}>{deliveries.noneHelp}</Empty>}
      />
    </Stack>
  );
}
