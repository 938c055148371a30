import { Anchor, Button, Code, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type Schemas } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { State } from '../parts/state';
import { useMay } from '../session/me';
import { kindOfClient } from './kinds';

/** All registered applications. */
export function ClientList() {
  const { clients } = useMessages();
  const mayWrite = useMay('clients:write');
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 200);
  const pages = usePages(['clients', name], async (cursor) => {
    const query = { limit: 50, ...(cursor && { cursor }), ...(name && { name }) };
    const { data } = await api.GET('/admin/v1/clients', { params: { query } });
    return data ?? { items: [] };
  });
  const create = mayWrite && (
    <Button id="new-client" component={Link} href="/clients/new">
      {clients.create}
    </Button>
  );
  return (
    <>
      <PageTitle actions={create}>{clients.title}</PageTitle>
      <TextInput
        type="search"
        label={clients.search}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Listing
        pages={pages}
        columns={[clients.name, clients.id, clients.kind, clients.status]}
        row={(client) => <ClientRow key={client.client_id} client={client} />}
        empty={
          name ? (
            <Empty title={clients.noneFound}>{clients.noneFoundHelp}</Empty>
          ) : (
            <Empty title={clients.none}>
              <Text>{clients.noneHelp}</Text>
              {create}
            </Empty>
          )
        }
      />
    </>
  );
}

function ClientRow({ client }: { readonly client: Schemas['Client'] }) {
  const { clients, kinds } = useMessages();
  const { client_id, client_name, status, require_pkce } = client;
  const kind = kindOfClient(client);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/clients/${encodeURIComponent(client_id)}`}>
          {client_name ?? client_id}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Code className="code-line">{client_id}</Code>
      </Table.Td>
      <Table.Td>{kind && kinds[kind].name}</Table.Td>
      <Table.Td>
        <State color={status === 'enabled' ? 'green' : 'gray'}>{clients[status]}</State>
        {require_pkce === false && <State color="orange">{clients.noPkce}</State>}
      </Table.Td>
    </Table.Tr>
  );
}
