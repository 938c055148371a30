import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and what they are, one a line; what is undefined is left out. */
export function Facts({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Table variant="vertical" layout="fixed">
      <Table.Tbody>
        {of
          .filter(([, value]) => value !== undefined && value !== null && value !== '')
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={{ base: 140, sm: 260 }} className="code-line">
                {name}
              </Table.Th>
              <Table.Td className="code-line">{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
