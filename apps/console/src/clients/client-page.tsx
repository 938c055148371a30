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
import { ClientConnect } from './client-connect';
import { ClientDanger } from './client-danger';
import { ClientDeliveries } from './client-deliveries';
import { ClientPolicies } from './client-policies';
import { ClientRules } from './client-rules';
import { ClientSecrets } from './client-secrets';
import { useClientChanged } from './use-client-changed';

const TABS = ['settings', 'connect', 'secrets', 'rules', 'policies', 'deliveries', 'danger'] as const;

/** One application: all that can be said of it and done to it. */
export function ClientPage({ client_id }: { readonly client_id: string }) {
  const { clients } = useMessages();
  const [search, setSearch] = useSearchParams();
  const { data: client, error } = queries.useQuery('get', '/admin/v1/clients/{client_id}', {
    params: { path: { client_id } },
  });
  if (error) return <ProblemAlert error={error} />;
  if (!client) return <Waiting />;
  const tab = TABS.find((name) => name === search.get('tab')) ?? 'settings';
  return (
    <>
      <PageTitle
        actions={
          <State color={client.status === 'enabled' ? 'green' : 'gray'}>{clients[client.status]}</State>
        }
      >
        {client.client_name ?? client_id}
      </PageTitle>
      <Tabs value={tab} onChange={(name) => name && setSearch({ tab: name })} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} id={`tab-${name}`}>
              {clients.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings">
          <Settings client={client} />
        </Tabs.Panel>
        <Tabs.Panel value="connect">
          <ClientConnect client={client} />
        </Tabs.Panel>
        <Tabs.Panel value="secrets">
          <ClientSecrets client={client} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <ClientRules client_id={client_id} />
        </Tabs.Panel>
        <Tabs.Panel value="policies">
          <ClientPolicies client_id={client_id} />
        </Tabs.Panel>
        <Tabs.Panel value="deliveries">
          <ClientDeliveries client={client} />
        </Tabs.Panel>
        <Tabs.Panel value="danger">
          <ClientDanger client={client} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Settings({ client }: { readonly client: Schemas['Client'] }) {
  const { clients, schemaForm } = useMessages();
  const schema = useSchema('ClientInput');
  const mayWrite = useMay('clients:write');
  const changed = useClientChanged();
  if (!schema) return <Waiting />;
  const { client_id } = client;
  return (
    <SchemaForm
      unset={schemaForm.byProfile}
      schema={schema}
      values={client}
      without={['status']}
      disabled={!mayWrite}
      rest={clients.sections.rest}
      sections={[
        {
          name: clients.sections.people,
          members: ['client_name', 'client_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'contacts'],
        },
        {
          name: clients.sections.flow,
          members: [
            'application_type',
            'redirect_uris',
            'post_logout_redirect_uris',
            'allowed_origins',
            'initiate_login_uri',
            'grant_types',
            'response_types',
            'scope',
            'default_scope',
          ],
        },
        {
          name: clients.sections.security,
          members: [
            'profile',
            'require_pkce',
            'require_consent',
            'require_pushed_authorization_requests',
            'token_endpoint_auth_method',
            'token_endpoint_auth_signing_alg',
            'client_assertion_audience',
            'jwks',
            'jwks_uri',
          ],
        },
        {
          name: clients.sections.tokens,
          members: [
            'access_token_format',
            'access_token_lifetime',
            'refresh_token_lifetime',
            'refresh_token_idle_lifetime',
            'allowed_resources',
            'access_token_signed_response_alg',
            'id_token_signed_response_alg',
            'userinfo_signed_response_alg',
            'subject_type',
            'sector_identifier_uri',
          ],
        },
        {
          name: clients.sections.signOut,
          members: [
            'backchannel_logout_uri',
            'backchannel_logout_session_required',
            'frontchannel_logout_uri',
            'frontchannel_logout_session_required',
          ],
        },
      ]}
      onSave={async (changes) => {
        const params = { path: { client_id }, header: ifMatch(client) };
        await api.PATCH('/admin/v1/clients/{client_id}', { params, body: changes });
        await changed();
      }}
    />
  );
}
