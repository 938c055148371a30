import { Tabs } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { api, ifMatch, queries, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { State } from '../parts/state';
import { Waiting } from '../parts/waiting';
import { SchemaForm } from '../schema-form/schema-form';
import { useSchema } from '../schema-form/use-schema';
import { useMay } from '../session/me';
import { PersonAccess } from './person-access';
import { PersonConsents } from './person-consents';
import { PersonPolicies } from './person-policies';
import { PersonSessions } from './person-sessions';
import { usePersonChanged } from './use-person-changed';

const TABS = ['profile', 'sessions', 'consents', 'policies', 'access'] as const;

/** One person: who they are, where they are signed in, what they allowed, and what can be done about it. */
export function PersonPage({ id }: { readonly id: string }) {
  const { people } = useMessages();
  const [search, setSearch] = useSearchParams();
  const { data: person, error } = queries.useQuery('get', '/admin/v1/users/{id}', {
    params: { path: { id } },
  });
  if (error) return <ProblemAlert error={error} />;
  if (!person) return <Waiting />;
  const tab = TABS.find((name) => name === search.get('tab')) ?? 'profile';
  return (
    <>
      <PageTitle
        actions={
          <State color={person.status === 'enabled' ? 'green' : 'gray'}>{people[person.status]}</State>
        }
      >
        {person.name ?? person.email ?? id}
      </PageTitle>
      <Tabs value={tab} onChange={(name) => name && setSearch({ tab: name })} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} id={`tab-${name}`}>
              {people.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="profile">
          <Profile person={person} />
        </Tabs.Panel>
        <Tabs.Panel value="sessions">
          <PersonSessions id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="consents">
          <PersonConsents id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="policies">
          <PersonPolicies id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="access">
          <PersonAccess person={person} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Profile({ person }: { readonly person: Schemas['User'] }) {
  const { people } = useMessages();
  const schema = useSchema('PatchUser');
  const mayWrite = useMay('users:write');
  const changed = usePersonChanged();
  if (!schema) return <Waiting />;
  return (
    <SchemaForm
      schema={schema}
      values={person}
      without={['status']}
      disabled={!mayWrite}
      rest={people.sections.rest}
      sections={[
        {
          name: people.sections.name,
          members: [
            'email',
            'email_verified',
            'preferred_username',
            'name',
            'given_name',
            'family_name',
            'middle_name',
            'nickname',
          ],
        },
        { name: people.sections.rights, members: ['admin_role', 'roles', 'custom_attributes'] },
      ]}
      onSave={async (changes) => {
        const params = { path: { id: person.id }, header: ifMatch(person) };
        await api.PATCH('/admin/v1/users/{id}', { params, body: changes });
        await changed();
      }}
    />
  );
}
