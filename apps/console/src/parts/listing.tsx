import { Button, Center, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { ProblemAlert } from './problem-alert';
import { Waiting } from './waiting';
import { Wide } from './wide';

interface Props<T> {
  readonly pages: ReturnType<typeof usePages<T>>;
  readonly columns: readonly string[];
  readonly row: (item: T) => ReactNode;
  /** What is shown when there is nothing: what would be here, and how it comes here. */
  readonly empty: ReactNode;
}

/** A list as a table, page by page. */
export function Listing<T>({ pages, columns, row, empty }: Props<T>) {
  const { parts } = useMessages();
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = pages;
  if (error) return <ProblemAlert error={error} />;
  if (!items) return <Waiting />;
  if (items.length === 0) return empty;
  return (
    <>
      <Wide>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {columns.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{items.map(row)}</Table.Tbody>
        </Table>
      </Wide>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {parts.more}
          </Button>
        </Center>
      )}
    </>
  );
}
