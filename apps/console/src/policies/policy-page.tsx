import { Anchor, Code, List, Stack, Table, Tabs, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, ifMatch, queries, type Schemas } from '../api/client';
import { usePages } from '../api/use-pages';
import { useMessages } from '../messages/messages';
import { ConfirmButton } from '../parts/confirm-button';
import { Empty } from '../parts/empty';
import { Listing } from '../parts/listing';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { Time } from '../parts/time';
import { Waiting } from '../parts/waiting';
import { useMay } from '../session/me';
import { draftOf } from './draft';
import { PolicyEditor } from './policy-editor';

const TABS = ['edit', 'users', 'versions'] as const;

/** One access policy: its rules, who has it, and how it was before. */
export function PolicyPage({ policy_id }: { readonly policy_id: string }) {
  const { policies, schemaForm } = useMessages();
  const mayWrite = useMay('policies:write');
  const cache = useQueryClient();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const path = { policy_id };
  const { data: policy, error } = queries.useQuery('get', '/admin/v1/access-policies/{policy_id}', {
    params: { path },
  });
  if (error) return <ProblemAlert error={error} />;
  if (!policy) {
    return <Waiting />;
  }
  const tab = TABS.find((name) => name === search.get('tab')) ?? 'edit';
  const changed = async () => {
    await cache.invalidateQueries({ queryKey: ['policies'] });
    await cache.invalidateQueries({ queryKey: ['get', '/admin/v1/access-policies/{policy_id}'] });
  };
  const remove = async () => {
    await api.DELETE('/admin/v1/access-policies/{policy_id}', { params: { path, header: ifMatch(policy) } });
    await cache.invalidateQueries({ queryKey: ['policies'] });
    navigate('/policies');
  };
  return (
    <>
      <PageTitle
        actions={
          mayWrite && (
            <ConfirmButton id="delete-policy" label={policies.remove} variant="default" onConfirm={remove}>
              {policies.removeHelp}
            </ConfirmButton>
          )
        }
      >
        {policy.name}
      </PageTitle>
      <Tabs value={tab} onChange={(name) => name && setSearch({ tab: name })} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} id={`tab-${name}`}>
              {policies.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="edit">
          <PolicyEditor
            key={policy.version}
            initial={draftOf(policy)}
            disabled={!mayWrite}
            saveLabel={schemaForm.save}
            onSave={async (body) => {
              const params = { path, header: ifMatch(policy) };
              await api.PUT('/admin/v1/access-policies/{policy_id}', { params, body });
              notifications.show({ message: schemaForm.saved, color: 'green' });
              await changed();
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="users">
          <Users policy_id={policy_id} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions policy_id={policy_id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const PLACES = { client: '/clients', person: '/people', group: '/groups', role: undefined } as const;

function Users({ policy_id }: { readonly policy_id: string }) {
  const { policies } = useMessages();
  const params = { path: { policy_id } };
  const { data, error } = queries.useQuery('get', '/admin/v1/access-policies/{policy_id}/assignments', {
    params,
  });
  if (!data) return <ProblemAlert error={error} />;
  if (data.items.length === 0) return <Empty title={policies.unused}>{policies.unusedHelp}</Empty>;
  return (
    <Stack>
      <Text>{policies.usersHelp}</Text>
      <List>
        {data.items.map((user) => (
          <List.Item key={`${user.kind} ${user.id}`}>
            <UserLink user={user} />
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function UserLink({ user: { kind, id } }: { readonly user: Schemas['PolicyUser'] }) {
  const { policies } = useMessages();
  const place = PLACES[kind];
  const name = `${policies.kinds[kind]} ${id}`;
  if (!place) return <Text>{name}</Text>;
  return (
    <Anchor component={Link} href={`${place}/${encodeURIComponent(id)}?tab=policies`}>
      {name}
    </Anchor>
  );
}

function Versions({ policy_id }: { readonly policy_id: string }) {
  const { policies } = useMessages();
  const pages = usePages(['policy-versions', policy_id], async (cursor) => {
    const params = { path: { policy_id }, query: { limit: 20, ...(cursor && { cursor }) } };
    return (
      (await api.GET('/admin/v1/access-policies/{policy_id}/versions', { params })).data ?? { items: [] }
    );
  });
  return (
    <Listing
      pages={pages}
      columns={[policies.version, policies.changed, policies.by, policies.text]}
      row={({ version, created_at, actor, policy }) => (
        <Table.Tr key={version}>
          <Table.Td>{version}</Table.Td>
          <Table.Td>
            <Time ms={created_at * 1000} />
          </Table.Td>
          <Table.Td>
            <Code>{actor}</Code>
          </Table.Td>
          <Table.Td>
            <Code block>{JSON.stringify(policy, null, 2)}</Code>
          </Table.Td>
        </Table.Tr>
      )}
      empty={<Empty title={policies.none}>{policies.noneHelp}</Empty>}
    />
  );
}
