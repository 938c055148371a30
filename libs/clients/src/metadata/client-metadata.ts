import type { ClientEntity } from '../client.entity.js';
import type { Client } from '../client.js';

/** What Portico writes itself; everything else of a client is its metadata. */
const OWN_COLUMNS = [
  'client_id',
  'machine_grant_id',
  'registered_by',
  'registration_token_hash',
  'unrestricted',
  'access_policies',
  'created_at',
  'updated_at',
  'version',
  'feed_version',
] as const;

/** The metadata of a client, complete: null where nothing was registered. */
export type ClientMetadata = Omit<ClientEntity, (typeof OWN_COLUMNS)[number]>;

/**
 * What an absent member means. RFC 7591 §2, OpenID Connect Dynamic Client Registration 1.0 §2. Its keys are all the
 * members that there are.
 */
export const METADATA_DEFAULTS: Readonly<ClientMetadata> = {
  client_name: null,
  client_uri: null,
  logo_uri: null,
  policy_uri: null,
  tos_uri: null,
  contacts: [],
  application_type: 'web',
  redirect_uris: [],
  post_logout_redirect_uris: [],
  allowed_origins: [],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  scope: null,
  default_scope: null,
  token_endpoint_auth_method: 'client_secret_basic',
  token_endpoint_auth_signing_alg: null,
  jwks: null,
  jwks_uri: null,
  id_token_signed_response_alg: null,
  access_token_signed_response_alg: null,
  userinfo_signed_response_alg: null,
  request_object_signing_alg: null,
  request_uris: null,
  default_acr_values: null,
  subject_type: null,
  sector_identifier_uri: null,
  backchannel_logout_uri: null,
  backchannel_logout_session_required: null,
  frontchannel_logout_uri: null,
  frontchannel_logout_session_required: null,
  allowed_resources: null,
  default_max_age: null,
  require_auth_time: false,
  initiate_login_uri: null,
  software_id: null,
  software_version: null,
  profile: 'default',
  require_pkce: null,
  require_consent: null,
  require_pushed_authorization_requests: null,
  client_assertion_audience: null,
  access_token_format: null,
  access_token_lifetime: null,
  refresh_token_lifetime: null,
  refresh_token_idle_lifetime: null,
  status: 'enabled',
};

export const METADATA_FIELDS = Object.keys(METADATA_DEFAULTS) as readonly (keyof ClientMetadata)[];

/** The metadata of a registered client, as it would be registered again. */
export function metadataOf(client: Client): ClientMetadata {
  return Object.fromEntries(
    METADATA_FIELDS.map((field) => [field, client[field]]),
  ) as unknown as ClientMetadata;
}
