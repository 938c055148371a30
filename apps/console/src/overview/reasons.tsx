import { Anchor, Code, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Schemas } from '../api/client';
import { LOCALE } from '../messages/locale';
import { useMessages } from '../messages/messages';
import { Time } from '../parts/time';
import { Wide } from '../parts/wide';

/** Why requests were refused, the most frequent reason first; each leads to its refusals. */
export function Reasons({ reasons }: { readonly reasons: readonly Schemas['RefusalReason'][] }) {
  const { overview } = useMessages();
  if (reasons.length === 0) return <Text c="dimmed">{overview.noReasons}</Text>;
  return (
    <Wide>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{overview.reason}</Table.Th>
            <Table.Th>{overview.client}</Table.Th>
            <Table.Th>{overview.count}</Table.Th>
            <Table.Th visibleFrom="sm">{overview.last}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reasons.map((reason) => (
            <Table.Tr key={`${reason.error} ${reason.rule} ${reason.client_id}`}>
              <Table.Td>
                <Anchor component={Link} href={`/refusals?${queryOf(reason)}`}>
                  {reason.rule ?? reason.error}
                </Anchor>
              </Table.Td>
              <Table.Td>{reason.client_id && <Code className="code-line">{reason.client_id}</Code>}</Table.Td>
              <Table.Td>{reason.count.toLocaleString(LOCALE)}</Table.Td>
              <Table.Td visibleFrom="sm">
                <Time ms={reason.last_at_ms} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}

function queryOf({ error, rule, client_id }: Schemas['RefusalReason']): string {
  const query = new URLSearchParams({ error });
  if (rule) query.set('rule', rule);
  if (client_id) query.set('client_id', client_id);
  return query.toString();
}
