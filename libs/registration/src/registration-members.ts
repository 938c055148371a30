import type { ClientMetadata } from '#libs/clients';

/**
 * Who decides each member of a client that registered itself: the client, or only an administrator. The schema is
 * closed: a member that is new to clients doesn't compile until somebody has said whose it is. RFC 7591 §5
 */
const DECIDED_BY: Readonly<Record<keyof ClientMetadata, 'client' | 'administrator'>> = {
  client_name: 'client',
  client_uri: 'client',
  logo_uri: 'client',
  policy_uri: 'client',
  tos_uri: 'client',
  contacts: 'client',
  application_type: 'client',
  redirect_uris: 'client',
  post_logout_redirect_uris: 'client',
  grant_types: 'client',
  response_types: 'client',
  scope: 'client',
  token_endpoint_auth_method: 'client',
  token_endpoint_auth_signing_alg: 'client',
  jwks: 'client',
  jwks_uri: 'client',
  id_token_signed_response_alg: 'client',
  userinfo_signed_response_alg: 'client',
  request_object_signing_alg: 'client',
  request_uris: 'client',
  default_acr_values: 'client',
  subject_type: 'client',
  sector_identifier_uri: 'client',
  backchannel_logout_uri: 'client',
  backchannel_logout_session_required: 'client',
  frontchannel_logout_uri: 'client',
  frontchannel_logout_session_required: 'client',
  default_max_age: 'client',
  require_auth_time: 'client',
  initiate_login_uri: 'client',
  software_id: 'client',
  software_version: 'client',
  require_pushed_authorization_requests: 'client',

  allowed_origins: 'administrator',
  allowed_resources: 'administrator',
  default_scope: 'administrator',
  access_token_signed_response_alg: 'administrator',
  access_token_format: 'administrator',
  access_token_lifetime: 'administrator',
  refresh_token_lifetime: 'administrator',
  refresh_token_idle_lifetime: 'administrator',
  client_assertion_audience: 'administrator',
  require_pkce: 'administrator',
  require_consent: 'administrator',
  profile: 'administrator',
  status: 'administrator',
};

const members = Object.keys(DECIDED_BY) as readonly (keyof ClientMetadata)[];

/** What a client may say of itself. */
export const CLIENT_MEMBERS = members.filter((member) => DECIDED_BY[member] === 'client');

/** What is an administrator's to say, and stays as it is whatever a client sends. */
export const ADMINISTRATOR_MEMBERS = members.filter((member) => DECIDED_BY[member] === 'administrator');
