import { Code, Group, List, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { api, queries, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { State } from '../parts/state';
import { Time } from '../parts/time';
import { Wide } from '../parts/wide';
import { useMay } from '../session/me';

/** The signing keys that are published, which of them sign, and what is planned. */
export function KeysPage() {
  const { keys } = useMessages();
  const { data, error } = queries.useQuery('get', '/admin/v1/keys');
  return (
    <>
      <PageTitle>{keys.title}</PageTitle>
      <Text>{keys.help}</Text>
      {data && <Text>{data.rotation_days > 0 ? keys.schedule(data.rotation_days) : keys.noSchedule}</Text>}
      <ProblemAlert error={error} />
      <Wide>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{keys.algorithm}</Table.Th>
              <Table.Th>{keys.kid}</Table.Th>
              <Table.Th>{keys.state}</Table.Th>
              <Table.Th>{keys.next}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{keys.rotate}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map((key) => (
              <KeyRow
                key={key.kid}
                signingKey={key}
                next={data.next_rotations.find(({ alg }) => alg === key.alg)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </>
  );
}

interface Props {
  readonly signingKey: Schemas['Key'];
  readonly next: Schemas['NextRotation'] | undefined;
}

function KeyRow({ signingKey: { kid, alg, signs, signs_until, published_until }, next }: Props) {
  const { keys } = useMessages();
  const mayRotate = useMay('keys:rotate');
  const mayWithdraw = useMay('keys:withdraw');
  const cache = useQueryClient();
  const changed = () => cache.invalidateQueries({ queryKey: ['get', '/admin/v1/keys'] });
  const rotate = async () => {
    await api.POST('/admin/v1/keys/{alg}/rotate', { params: { path: { alg } } });
    await changed();
  };
  const withdraw = async () => {
    const { data } = await api.POST('/admin/v1/keys/{kid}/withdraw', {
      params: { path: { kid } },
      body: { confirm: true },
    });
    await changed();
    notifications.show({
      title: keys.withdrawn,
      message: <Ends ends={data?.ends ?? []} />,
      autoClose: false,
    });
  };
  const ends = published_until ?? signs_until;
  return (
    <Table.Tr>
      <Table.Td>{alg}</Table.Td>
      <Table.Td>
        <Code className="code-line">{kid}</Code>
      </Table.Td>
      <Table.Td>
        <State color={signs ? 'green' : 'gray'}>{signs ? keys.signs : keys.published}</State>
      </Table.Td>
      <Table.Td>
        {signs && next && <Time ms={next.signs_from * 1000} />}
        {!signs && ends && <Time ms={ends * 1000} />}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          {mayRotate && signs && (
            <ConfirmButton
              id={`rotate-${alg}`}
              label={keys.rotate}
              size="xs"
              variant="default"
              onConfirm={rotate}
            >
              {keys.rotateHelp(alg)}
            </ConfirmButton>
          )}
          {mayWithdraw && (
            <ConfirmButton
              id={`withdraw-${kid}`}
              label={keys.withdraw}
              size="xs"
              variant="default"
              onConfirm={withdraw}
            >
              <Stack gap="xs">
                <Text>{keys.withdrawHelp}</Text>
                <Ends ends={keys.withdrawEnds} />
              </Stack>
            </ConfirmButton>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Ends({ ends }: { readonly ends: readonly string[] }) {
  return (
    <List size="sm">
      {ends.map((what) => (
        <List.Item key={what}>{what}</List.Item>
      ))}
    </List>
  );
}
