// @ts-nocheck: compiled by `contract.spec.ts` alone, beside the types that it generates from the document.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Client = components['schemas']['Client'];
type User = components['schemas']['User'];

/** What the program of an integrator does, with nothing but the types of the document. Each step fails loudly. */
export async function run(
  baseUrl: string,
  accessToken: string,
  seen: Middleware,
): Promise<readonly string[]> {
  const portico = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${accessToken}` } });
  portico.use(seen);
  const done: string[] = [];

  const created = await portico.POST('/admin/v1/clients', {
    body: { client_name: 'Typed', redirect_uris: ['https://typed.example/callback'] },
  });
  if (!created.data?.client_secret) throw new Error(`no secret: ${created.error?.detail}`);
  const { client_id } = created.data;
  done.push(`created ${created.data.client_name}`);

  const listed = await portico.GET('/admin/v1/clients', { params: { query: { name: 'typed', limit: 10 } } });
  const names: readonly (string | null)[] = listed.data?.items.map((item: Client) => item.client_name) ?? [];
  done.push(`listed ${names.join()}`);

  const patched = await portico.PATCH('/admin/v1/clients/{client_id}', {
    params: { path: { client_id }, header: { 'If-Match': created.response.headers.get('etag') ?? '' } },
    body: { client_name: 'Typed twice', access_token_format: null },
  });
  if (patched.error) throw new Error(patched.error.detail);
  done.push(`patched ${patched.data.client_name}`);

  const outdated = await portico.PUT('/admin/v1/clients/{client_id}', {
    params: { path: { client_id }, header: { 'If-Match': '"1"' } },
    body: patched.data,
  });
  done.push(`put ${outdated.response.status} ${outdated.error?.type}`);

  const rotated = await portico.POST('/admin/v1/clients/{client_id}/secrets', {
    params: { path: { client_id } },
  });
  if (!rotated.data) throw new Error(rotated.error.detail);
  done.push(`rotated ${rotated.data.client_secret.length}`);
  const [old] = created.data.secrets;
  await portico.DELETE('/admin/v1/clients/{client_id}/secrets/{secret_id}', {
    params: { path: { client_id, secret_id: old?.id ?? '' } },
  });

  const invited = await portico.POST('/admin/v1/users', {
    body: { email: 'typed@example.com', invite: true },
  });
  if (!invited.data) throw new Error(invited.error.detail);
  const user: User = invited.data;
  done.push(`invited ${user.email} ${typeof invited.data.invitation_url}`);
  const path = { id: user.id };
  await portico.PATCH('/admin/v1/users/{id}', { params: { path }, body: { name: 'Typed', nickname: null } });
  await portico.PUT('/admin/v1/users/{id}/password', {
    params: { path },
    body: { password: 'seven green herons' },
  });

  const refused = await portico.POST('/admin/v1/users', { body: { email: 'no address' } });
  done.push(`refused ${refused.error?.errors?.[0]?.field}`);

  const removedUser = await portico.DELETE('/admin/v1/users/{id}', { params: { path } });
  const removedClient = await portico.DELETE('/admin/v1/clients/{client_id}', {
    params: { path: { client_id } },
  });
  done.push(`deleted ${removedUser.response.status} ${removedClient.response.status}`);
  return done;
}
