import type { Schemas } from '../api/client';

type Metadata = Schemas['CreateClient'];

/** The kinds of applications that the guided form knows, and what each is registered with. */
export const KINDS = {
  web: {
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'client_secret_basic',
  },
  spa: { grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'none' },
  native: {
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  },
  machine: { grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_basic' },
  device: {
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  },
} as const satisfies Readonly<Record<string, Metadata>>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** Whether a browser comes back to it. */
export const hasRedirect = (kind: Kind): boolean =>
  (KINDS[kind].grant_types as readonly string[]).includes('authorization_code');

/** What kind a client is, as far as one can tell. */
export function kindOfClient(client: Schemas['Client']): Kind | undefined {
  const { grant_types, token_endpoint_auth_method: method, application_type } = client;
  const has = (grant: string) => (grant_types as readonly string[]).includes(grant);
  if (has('authorization_code')) {
    if (application_type === 'native') return 'native';
    return method === 'none' ? 'spa' : 'web';
  }
  if (has('urn:ietf:params:oauth:grant-type:device_code')) return 'device';
  return has('client_credentials') ? 'machine' : undefined;
}
