import { DEFAULT_SIGNING_ALGORITHM, formatScope, STANDARD_SCOPES } from '#libs/protocol';
import { type Client, isPublic } from '../client.js';
import type { ClientRules } from './client-rules.js';

const DAY = 86_400;

/** The posture of OAuth 2.1 and RFC 9700. `admin:*` is not in its scope: that is only ever given by name. */
const OAUTH_2_1: ClientRules = {
  require_pkce: true,
  require_consent: true,
  require_pushed_authorization_requests: false,
  client_assertion_audience: 'issuer_or_token_endpoint',
  access_token_format: 'jwt',
  access_token_lifetime: 600,
  refresh_token_lifetime: 30 * DAY,
  refresh_token_idle_lifetime: 14 * DAY,
  scope: formatScope(STANDARD_SCOPES),
  id_token_signed_response_alg: DEFAULT_SIGNING_ALGORITHM,
  access_token_signed_response_alg: DEFAULT_SIGNING_ALGORITHM,
};

type Profile = (client: Pick<Client, 'token_endpoint_auth_method'>) => ClientRules;

/** The named sets of rules that a client's own settings stand on. A new one is one line here. */
export const PROFILES = {
  default: () => OAUTH_2_1,
  /** For relying parties of OpenID Connect Core 1.0 that know no PKCE; they must authenticate instead. */
  'oidc-basic': (client) => ({ ...OAUTH_2_1, require_pkce: isPublic(client) }),
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];

/** The rules of a profile for this client; a name that this version doesn't know means `default`. */
export function profileRules(client: Pick<Client, 'token_endpoint_auth_method' | 'profile'>): ClientRules {
  const profile: Profile = PROFILES[PROFILE_NAMES.find((name) => name === client.profile) ?? 'default'];
  return profile(client);
}
