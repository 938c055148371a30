import { Anchor, Button, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { Time } from '../parts/time';
import { useMay } from '../session/me';

/** All access policies. */
export function PolicyList() {
  const { policies } = useMessages();
  const mayWrite = useMay('policies:write');
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 200);
  const pages = usePages(['policies', name], async (cursor) => {
    const query = { limit: 50, ...(cursor && { cursor }), ...(name && { name }) };
    return (await api.GET('/admin/v1/access-policies', { params: { query } })).data ?? { items: [] };
  });
  const create = mayWrite && (
    <Button id="new-policy" component={Link} href="/policies/new">
      {policies.create}
    </Button>
  );
  return (
    <>
      <PageTitle actions={create}>{policies.title}</PageTitle>
      <Text>{policies.help}</Text>
      <TextInput
        type="search"
        label={policies.search}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Listing
        pages={pages}
        columns={[policies.name, policies.description, policies.rules, policies.changed]}
        row={(policy) => (
          <Table.Tr key={policy.id}>
            <Table.Td>
              <Anchor component={Link} href={`/policies/${policy.id}`}>
                {policy.name}
              </Anchor>
            </Table.Td>
            <Table.Td>{policy.description}</Table.Td>
            <Table.Td>{policy.rules.length}</Table.Td>
            <Table.Td>
              <Time ms={policy.updated_at * 1000} />
            </Table.Td>
          </Table.Tr>
        )}
        empty={
          <Empty title={name ? policies.noneFound : policies.none}>
            <Text>{name ? policies.noneFoundHelp : policies.noneHelp}</Text>
            {!name && create}
          </Empty>
        }
      />
    </>
  );
}
