import { Anchor, Button, Group, Stack, Table, Tabs, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, ifMatch, queries, type Schemas } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { AssignedPolicies } from '../policies/assigned-policies';
import { useMay } from '../session/me';

const TABS = ['members', 'policies'] as const;
const ACCESS = '/admin/v1/groups/{group_id}/access';

/** One group: who is in it, and which access policies its members have by it. */
export function GroupPage({ group_id }: { readonly group_id: string }) {
  const { groups } = useMessages();
  const mayWrite = useMay('groups:write');
  const cache = useQueryClient();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const path = { group_id };
  const { data: group, error } = queries.useQuery('get', '/admin/v1/groups/{group_id}', { params: { path } });
  if (!group) return <ProblemAlert error={error} />;
  const tab = TABS.find((name) => name === search.get('tab')) ?? 'members';
  const remove = async () => {
    await api.DELETE('/admin/v1/groups/{group_id}', { params: { path, header: ifMatch(group) } });
    await cache.invalidateQueries({ queryKey: ['groups'] });
    navigate('/groups');
  };
  return (
    <>
      <PageTitle
        actions={
          mayWrite && (
            <ConfirmButton id="delete-group" label={groups.remove} variant="default" onConfirm={remove}>
              {groups.removeHelp}
            </ConfirmButton>
          )
        }
      >
        {group.name}
      </PageTitle>
      <Tabs value={tab} onChange={(name) => name && setSearch({ tab: name })} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} id={`tab-${name}`}>
              {groups.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="members">
          <Members group_id={group_id} />
        </Tabs.Panel>
        <Tabs.Panel value="policies">
          <Policies group_id={group_id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const MEMBERS = '/admin/v1/groups/{group_id}/members';

function Members({ group_id }: { readonly group_id: string }) {
  const { groups } = useMessages();
  const may = useMay('groups:write');
  const cache = useQueryClient();
  const pages = usePages(['group-members', group_id], async (cursor) => {
    const params = { path: { group_id }, query: { limit: 50, ...(cursor && { cursor }) } };
    return (await api.GET(MEMBERS, { params })).data ?? { items: [] };
  });
  const changed = () => cache.invalidateQueries({ queryKey: ['group-members', group_id] });
  const remove = async (id: string) => {
    await api.DELETE('/admin/v1/groups/{group_id}/members/{id}', { params: { path: { group_id, id } } });
    await changed();
  };
  return (
    <Stack>
      {may && <AddMember group_id={group_id} onAdded={changed} />}
      <Listing
        pages={pages}
        columns={[groups.person, groups.email, groups.removeMember]}
        row={(person) => (
          <Table.Tr key={person.id}>
            <Table.Td>
              <Anchor component={Link} href={`/people/${person.id}`}>
                {nameOf(person)}
              </Anchor>
            </Table.Td>
            <Table.Td>{person.email}</Table.Td>
            <Table.Td>
              {may && (
                <Button size="xs" variant="default" onClick={() => void remove(person.id)}>
                  {groups.removeMember}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        )}
        empty={<Empty title={groups.noMembers}>{groups.noMembersHelp}</Empty>}
      />
    </Stack>
  );
}

function AddMember({
  group_id,
  onAdded,
}: {
  readonly group_id: string;
  readonly onAdded: () => Promise<void>;
}) {
  const { groups } = useMessages();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = queries.useQuery(
    'get',
    '/admin/v1/users',
    { params: { query: { limit: 5, search } } },
    { enabled: search !== '' },
  );
  const add = async (id: string) => {
    await api.PUT('/admin/v1/groups/{group_id}/members/{id}', { params: { path: { group_id, id } } });
    setTyped('');
    await onAdded();
  };
  return (
    <Stack gap="xs">
      <TextInput
        id="find-member"
        type="search"
        label={groups.addMember}
        description={groups.addMemberHelp}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Group>
        {search !== '' &&
          found.data?.items.map((person) => (
            <Button key={person.id} size="xs" variant="default" onClick={() => void add(person.id)}>
              {nameOf(person)}
            </Button>
          ))}
      </Group>
    </Stack>
  );
}

const nameOf = ({ name, email, preferred_username, id }: Schemas['User']) =>
  name ?? email ?? preferred_username ?? id;

function Policies({ group_id }: { readonly group_id: string }) {
  const may = useMay('policies:write');
  const cache = useQueryClient();
  const params = { path: { group_id } };
  const { data, error } = queries.useQuery('get', ACCESS, { params });
  if (!data) return <ProblemAlert error={error} />;
  return (
    <AssignedPolicies
      key={data.version}
      access={data}
      disabled={!may}
      onSave={async ({ access_policies }) => {
        await api.PUT(ACCESS, { params: { ...params, header: ifMatch(data) }, body: { access_policies } });
        await cache.invalidateQueries({ queryKey: ['get', ACCESS] });
      }}
    />
  );
}
