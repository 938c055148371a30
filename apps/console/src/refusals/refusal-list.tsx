import { Anchor, Button, Code, Group, Table, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { Time } from '../parts/time';

const FILTERS = ['client_id', 'rule', 'error'] as const;

/** What was refused lately, and the place to enter a reference that somebody was shown. */
export function RefusalList() {
  const { refusals } = useMessages();
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(
    FILTERS.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])),
  );
  const pages = usePages(['refusals', filters], async (cursor) => {
    const query = { limit: 50, ...filters, ...(cursor && { cursor }) };
    return (await api.GET('/admin/v1/refusals', { params: { query } })).data ?? { items: [] };
  });
  return (
    <>
      <PageTitle>{refusals.title}</PageTitle>
      <Text>{refusals.help}</Text>
      <LookUp />
      {Object.keys(filters).length > 0 && (
        <Group>
          {Object.entries(filters).map(([name, value]) => (
            <Code key={name} className="code-line">
              {name} = {value}
            </Code>
          ))}
          <Button size="compact-sm" variant="default" onClick={() => setSearch({})}>
            {refusals.all}
          </Button>
        </Group>
      )}
      <Listing
        pages={pages}
        columns={[refusals.when, refusals.reference, refusals.why, refusals.endpoint]}
        row={(refusal) => (
          <Table.Tr key={refusal.reference}>
            <Table.Td>
              <Time ms={refusal.at_ms} />
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} href={`/refusals/${refusal.reference}`}>
                {refusal.reference}
              </Anchor>
            </Table.Td>
            <Table.Td>{refusal.description}</Table.Td>
            <Table.Td>
              <Code>{refusal.endpoint}</Code>
            </Table.Td>
          </Table.Tr>
        )}
        empty={<Empty title={refusals.none}>{refusals.noneHelp}</Empty>}
      />
    </>
  );
}

function LookUp() {
  const { refusals } = useMessages();
  const [, navigate] = useLocation();
  const [reference, setReference] = useState('');
  const find = (event: FormEvent) => {
    event.preventDefault();
    navigate(`/refusals/${encodeURIComponent(reference.trim())}`);
  };
  return (
    <form onSubmit={find}>
      <Group align="flex-end">
        <TextInput
          id="reference"
          required
          label={refusals.reference}
          placeholder="K7QM2XHD"
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
        <Button id="look-up" type="submit">
          {refusals.lookUp}
        </Button>
      </Group>
    </form>
  );
}
