import { ADMIN_SCOPES, formatScope, parseScope } from '#libs/protocol';
import { credentialOf } from './authentication/index.js';
import type { Client } from './client.js';
import { type ClientMetadata, METADATA_DEFAULTS, metadataOf } from './metadata/client-metadata.js';

const NEW: ClientMetadata = {
  ...METADATA_DEFAULTS,
  client_name: 'Management client',
  grant_types: ['client_credentials'],
  response_types: [],
  scope: formatScope(ADMIN_SCOPES),
};

/**
 * What the declared management client must have: a secret to authenticate with, `client_credentials`, and the
 * administrative scopes. Whatever else an administrator made of it (its name, more scopes, disabled) stays.
 */
export function managementMetadata(current: Client | undefined): ClientMetadata {
  if (current === undefined) return NEW;
  const metadata = metadataOf(current);
  const { token_endpoint_auth_method: method } = metadata;
  return {
    ...metadata,
    grant_types: [...new Set([...metadata.grant_types, 'client_credentials'])],
    scope: formatScope(new Set([...parseScope(metadata.scope ?? undefined), ...ADMIN_SCOPES])),
    ...(credentialOf(method) === 'secret'
      ? {}
      : { token_endpoint_auth_method: 'client_secret_basic', token_endpoint_auth_signing_alg: null }),
  };
}
