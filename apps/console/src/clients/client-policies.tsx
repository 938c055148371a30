import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, queries } from '../api/client';
import { ProblemAlert } from '../parts/problem-alert';
import { AssignedPolicies } from '../policies/assigned-policies';
import { useMay } from '../session/me';

const PATH = '/admin/v1/clients/{client_id}/access';

/** What the application can reach. */
export function ClientPolicies({ client_id }: { readonly client_id: string }) {
  const may = useMay('policies:write');
  const cache = useQueryClient();
  const params = { path: { client_id } };
  const { data, error } = queries.useQuery('get', PATH, { params });
  if (!data) return <ProblemAlert error={error} />;
  return (
    <AssignedPolicies
      key={data.version}
      access={data}
      disabled={!may}
      onSave={async (body) => {
        await api.PUT(PATH, { params: { ...params, header: ifMatch(data) }, body });
        await cache.invalidateQueries({ queryKey: ['get', PATH] });
        await cache.invalidateQueries({ queryKey: ['get', '/admin/v1/clients/{client_id}'] });
      }}
    />
  );
}
