import { Alert, Code, List, Stack, Table, Text } from '@mantine/core';
import { queries } from '../api/client';
import { useMessages } from '../messages/messages';
import { ProblemAlert } from '../parts/problem-alert';
import { State } from '../parts/state';
import { Wide } from '../parts/wide';

/** What holds for the client, and where each rule comes from. */
export function ClientRules({ client_id }: { readonly client_id: string }) {
  const { rules } = useMessages();
  const { data, error } = queries.useQuery('get', '/admin/v1/clients/{client_id}/rules', {
    params: { path: { client_id } },
  });
  if (!data) return <ProblemAlert error={error} />;
  return (
    <Stack>
      <Text>{rules.help}</Text>
      {data.warnings.length > 0 && (
        <Alert color="orange" title={rules.unsafe}>
          <List>
            {data.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Wide>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{rules.rule}</Table.Th>
              <Table.Th>{rules.value}</Table.Th>
              <Table.Th>{rules.source}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Object.entries(data.rules).map(([name, { value, source }]) => (
              <Table.Tr key={name}>
                <Table.Td>
                  <Code>{name}</Code>
                </Table.Td>
                <Table.Td className="code-line">{String(value)}</Table.Td>
                <Table.Td>
                  <State color={source === 'client' ? 'blue' : 'gray'}>{rules.sources[source]}</State>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Stack>
  );
}
