import { Anchor, List, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, ifMatch, queries } from '../api/client';
import { useMessages } from '../messages/messages';
import { ProblemAlert } from '../parts/problem-alert';
import { AssignedPolicies } from '../policies/assigned-policies';
import { useMay } from '../session/me';
import { usePersonChanged } from './use-person-changed';

const PATH = '/admin/v1/users/{id}/access';

/** What the person may, by their own policies; those of their groups and roles come on top. */
export function PersonPolicies({ id }: { readonly id: string }) {
  const { assigned } = useMessages();
  const may = useMay('policies:write');
  const cache = useQueryClient();
  const changed = usePersonChanged();
  const params = { path: { id } };
  const { data, error } = queries.useQuery('get', PATH, { params });
  const groups = queries.useQuery('get', '/admin/v1/users/{id}/groups', { params });
  if (!data) return <ProblemAlert error={error} />;
  return (
    <Stack>
      <AssignedPolicies
        key={data.version}
        access={data}
        disabled={!may}
        onSave={async (body) => {
          await api.PUT(PATH, { params: { ...params, header: ifMatch(data) }, body });
          await cache.invalidateQueries({ queryKey: ['get', PATH] });
          await changed();
        }}
      />
      {groups.data && groups.data.items.length > 0 && (
        <Stack gap="xs">
          <Title order={2} size="h5">
            {assigned.groups}
          </Title>
          <Text size="sm">{assigned.groupsHelp}</Text>
          <List>
            {groups.data.items.map((group) => (
              <List.Item key={group.id}>
                <Anchor component={Link} href={`/groups/${group.id}`}>
                  {group.name}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Stack>
  );
}
