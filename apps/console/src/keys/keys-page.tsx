import { Code, Table, Text, VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, queries, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { State } from '../parts/state';
import { Wide } from '../parts/wide';
import { useMay } from '../session/me';

/** The signing keys that are published, and which of them sign. */
export function KeysPage() {
  const { keys } = useMessages();
  const may = useMay('keys:rotate');
  const cache = useQueryClient();
  const { data, error } = queries.useQuery('get', '/admin/v1/keys');
  const rotate = async (alg: Schemas['Key']['alg']) => {
    await api.POST('/admin/v1/keys/{alg}/rotate', { params: { path: { alg } } });
    await cache.invalidateQueries({ queryKey: ['get', '/admin/v1/keys'] });
  };
  return (
    <>
      <PageTitle>{keys.title}</PageTitle>
      <Text>{keys.help}</Text>
      <ProblemAlert error={error} />
      <Wide>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{keys.algorithm}</Table.Th>
              <Table.Th>{keys.kid}</Table.Th>
              <Table.Th>{keys.state}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{keys.rotate}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map(({ kid, alg, signs }) => (
              <Table.Tr key={kid}>
                <Table.Td>{alg}</Table.Td>
                <Table.Td>
                  <Code className="code-line">{kid}</Code>
                </Table.Td>
                <Table.Td>
                  <State color={signs ? 'green' : 'gray'}>{signs ? keys.signs : keys.published}</State>
                </Table.Td>
                <Table.Td>
                  {may && signs && (
                    <ConfirmButton
                      id={`rotate-${alg}`}
                      label={keys.rotate}
                      size="xs"
                      variant="default"
                      onConfirm={() => rotate(alg)}
                    >
                      {keys.rotateHelp(alg)}
                    </ConfirmButton>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </>
  );
}
