import createClient, { type Middleware } from 'openapi-fetch';
import createQueryApi from 'openapi-react-query';
import { ISSUER } from '../place';
import { accessToken, userManager } from '../session/user-manager';
import { problemOf } from './problem';
import type { components, paths } from './schema.gen';

export type Schemas = components['schemas'];

const bearer: Middleware = {
  async onRequest({ request }) {
    request.headers.set('authorization', `Bearer ${await accessToken()}`);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return;
    // The session ended: the next request signs in again.
    if (response.status === 401) await userManager.removeUser();
    throw await problemOf(response);
  },
};

/** The admin API, typed by Portico's own OpenAPI document; what isn't a success throws an `ApiProblem`. */
export const api = createClient<paths>({ baseUrl: ISSUER });
api.use(bearer);

/** The same for components: `queries.useQuery('get', '/admin/v1/keys')`. */
export const queries = createQueryApi(api);

/** `If-Match` of a row as it was read, so that nobody overwrites what somebody else changed meanwhile. */
export const ifMatch = ({ version }: { readonly version: number }) => ({ 'If-Match': `"${version}"` });
