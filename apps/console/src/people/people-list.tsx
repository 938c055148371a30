import { Anchor, Button, Table, Text, TextInput } from '@mantine/core';
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
import { Time } from '../parts/time';
import { useMay } from '../session/me';

/** Everybody who can sign in. */
export function PeopleList() {
  const { people } = useMessages();
  const mayWrite = useMay('users:write');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const pages = usePages(['people', search], async (cursor) => {
    const query = { limit: 50, ...(cursor && { cursor }), ...(search && { search }) };
    const { data } = await api.GET('/admin/v1/users', { params: { query } });
    return data ?? { items: [] };
  });
  const create = mayWrite && (
    <Button id="new-person" component={Link} href="/people/new">
      {people.create}
    </Button>
  );
  return (
    <>
      <PageTitle actions={create}>{people.title}</PageTitle>
      <TextInput
        type="search"
        label={people.search}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Listing
        pages={pages}
        columns={[people.name, people.email, people.role, people.status, people.since]}
        row={(person) => <PersonRow key={person.id} person={person} />}
        empty={
          search ? (
            <Empty title={people.noneFound}>{people.noneFoundHelp}</Empty>
          ) : (
            <Empty title={people.none}>
              <Text>{people.noneHelp}</Text>
              {create}
            </Empty>
          )
        }
      />
    </>
  );
}

function PersonRow({ person }: { readonly person: Schemas['User'] }) {
  const { people, roles } = useMessages();
  const { id, name, email, preferred_username, admin_role, status, created_at } = person;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/people/${id}`}>
          {name ?? email ?? preferred_username ?? id}
        </Anchor>
      </Table.Td>
      <Table.Td className="code-line">{email}</Table.Td>
      <Table.Td>{admin_role && <State color="blue">{roles[admin_role]}</State>}</Table.Td>
      <Table.Td>
        <State color={status === 'enabled' ? 'green' : 'gray'}>{people[status]}</State>
      </Table.Td>
      <Table.Td>
        <Time ms={created_at * 1000} />
      </Table.Td>
    </Table.Tr>
  );
}
