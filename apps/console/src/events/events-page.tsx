import { Anchor, Button, Code, Modal, Table } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { api, type Schemas } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { Empty } from '../parts/empty';
import { Facts } from '../parts/facts';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { State } from '../parts/state';
import { Time } from '../parts/time';
import { EventFilterForm } from './event-filter-form';
import { type FilterName, filtersOf } from './event-filters';
import { exportEvents } from './export-events';

/** The audit record: who did what, to whom, from where, and how it ended. It can be read, never changed. */
export function EventsPage() {
  const { events } = useMessages();
  const [search, setSearch] = useSearchParams();
  const [shown, setShown] = useState<Schemas['Event']>();
  const typed = filtersOf(search);
  const [filters] = useDebouncedValue(typed, 200);
  const pages = usePages(['events', filters], async (cursor) => {
    const query = { limit: 50, ...filters, ...(cursor && { cursor }) };
    return (await api.GET('/admin/v1/events', { params: { query } })).data ?? { items: [] };
  });
  const filter = (name: FilterName, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const exporting = useMutation({ mutationFn: () => exportEvents(filters) });
  return (
    <>
      <PageTitle
        actions={
          <Button
            id="export"
            variant="default"
            loading={exporting.isPending}
            onClick={() => exporting.mutate()}
          >
            {events.export}
          </Button>
        }
      >
        {events.title}
      </PageTitle>
      <ProblemAlert error={exporting.error} />
      <EventFilterForm filters={typed} onChange={filter} />
      <Listing
        pages={pages}
        columns={[events.when, events.what, events.who, events.whom, events.from, events.result]}
        row={(event) => (
          <Table.Tr key={event.id}>
            <Table.Td>
              <Time ms={event.at_ms} />
            </Table.Td>
            <Table.Td>
              <Anchor component="button" fz="inherit" onClick={() => setShown(event)}>
                {event.type}
              </Anchor>
            </Table.Td>
            <Table.Td>
              <Code className="code-line">{event.actor}</Code>
            </Table.Td>
            <Table.Td>{event.subject && <Code className="code-line">{event.subject}</Code>}</Table.Td>
            <Table.Td>{event.ip}</Table.Td>
            <Table.Td>
              <State color={event.outcome === 'success' ? 'green' : 'red'}>{events[event.outcome]}</State>
            </Table.Td>
          </Table.Tr>
        )}
        empty={<Empty title={events.none}>{events.noneHelp}</Empty>}
      />
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown?.type}
        size="lg"
        closeButtonProps={{ 'aria-label': events.close }}
      >
        {shown && (
          <Facts
            of={[
              [events.when, <Time key="at" ms={shown.at_ms} />],
              [events.who, shown.actor],
              [events.onBehalfOf, shown.on_behalf_of],
              [events.whom, shown.subject],
              [events.filters.client_id, shown.client_id],
              [events.from, shown.ip],
              ['request_id', shown.request_id],
              [events.reference, shown.reference],
              [
                events.data,
                shown.data && (
                  <Code block key="data">
                    {JSON.stringify(shown.data, null, 2)}
                  </Code>
                ),
              ],
              ['id', shown.id],
            ]}
          />
        )}
      </Modal>
    </>
  );
}
