import { Anchor, Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { useMay } from '../session/me';

/** Groups of people. */
export function GroupList() {
  const { groups } = useMessages();
  const mayWrite = useMay('groups:write');
  const pages = usePages(['groups'], async (cursor) => {
    const query = { limit: 50, ...(cursor && { cursor }) };
    return (await api.GET('/admin/v1/groups', { params: { query } })).data ?? { items: [] };
  });
  return (
    <>
      <PageTitle>{groups.title}</PageTitle>
      <Text>{groups.help}</Text>
      {mayWrite && <NewGroup />}
      <Listing
        pages={pages}
        columns={[groups.name, groups.description]}
        row={({ id, name, description }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor component={Link} href={`/groups/${id}`}>
                {name}
              </Anchor>
            </Table.Td>
            <Table.Td>{description}</Table.Td>
          </Table.Tr>
        )}
        empty={<Empty title={groups.none}>{groups.noneHelp}</Empty>}
      />
    </>
  );
}

function NewGroup() {
  const { groups } = useMessages();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => (await api.POST('/admin/v1/groups', { body: { name: name.trim() } })).data,
    onSuccess: (group) => group && navigate(`/groups/${group.id}`),
  });
  const problem = error instanceof ApiProblem ? error.fields['name'] : undefined;
  const create = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={create}>
      <Group align="flex-end">
        <TextInput
          id="group-name"
          label={groups.newName}
          required
          value={name}
          error={problem}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button id="create-group" type="submit" loading={isPending}>
          {groups.create}
        </Button>
      </Group>
      {error && !problem && <ProblemAlert error={error} />}
    </form>
  );
}
