import { Group, Stack, Table, VisuallyHidden } from '@mantine/core';
import { api, queries } from '../api/client';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { Empty } from '../parts/empty';
import { ProblemAlert } from '../parts/problem-alert';
import { Time } from '../parts/time';
import { Wide } from '../parts/wide';
import { useMay } from '../session/me';
import { usePersonChanged } from './use-person-changed';

/** Where the person is signed in. */
export function PersonSessions({ id }: { readonly id: string }) {
  const { sessions } = useMessages();
  const may = useMay('users:sessions');
  const changed = usePersonChanged();
  const { data, error } = queries.useQuery('get', '/admin/v1/users/{id}/sessions', {
    params: { path: { id } },
  });
  if (!data) return <ProblemAlert error={error} />;
  if (data.items.length === 0) return <Empty title={sessions.none}>{sessions.noneHelp}</Empty>;
  const end = async (sid: string) => {
    await api.DELETE('/admin/v1/users/{id}/sessions/{sid}', { params: { path: { id, sid } } });
    await changed();
  };
  const endAll = async () => {
    await api.DELETE('/admin/v1/users/{id}/sessions', { params: { path: { id } } });
    await changed();
  };
  return (
    <Stack>
      <Wide>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{sessions.browser}</Table.Th>
              <Table.Th>{sessions.address}</Table.Th>
              <Table.Th>{sessions.since}</Table.Th>
              <Table.Th>{sessions.seen}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{sessions.end}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map(({ sid, user_agent, ip, auth_time, last_seen_at }) => (
              <Table.Tr key={sid}>
                <Table.Td>{user_agent}</Table.Td>
                <Table.Td>{ip}</Table.Td>
                <Table.Td>
                  <Time ms={auth_time * 1000} />
                </Table.Td>
                <Table.Td>
                  <Time ms={last_seen_at * 1000} />
                </Table.Td>
                <Table.Td>
                  {may && (
                    <ConfirmButton
                      label={sessions.end}
                      size="xs"
                      variant="default"
                      onConfirm={() => end(sid)}
                    >
                      {sessions.endHelp(1)}
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
          <ConfirmButton id="end-sessions" label={sessions.endAll} variant="default" onConfirm={endAll}>
            {sessions.endHelp(data.items.length)}
          </ConfirmButton>
        </Group>
      )}
    </Stack>
  );
}
