import type { Client, ClientRules } from '#libs/clients';
import type { Issuer } from '#libs/config';
import { formatScope, parseScope, STANDARD_SCOPES } from '#libs/protocol';
import { type ClientKind, kindsOf } from './client-kind.js';

/** What snippets are told of a client. There is no secret in it, so none can come into a text. */
export interface SnippetClient {
  readonly issuer: string;
  /** Whether the issuer is http, which libraries must be told to accept. */
  readonly insecure: boolean;
  readonly token_endpoint: string;
  readonly device_authorization_endpoint: string;
  readonly client_id: string;
  readonly kinds: readonly ClientKind[];
  readonly token_endpoint_auth_method: string;
  /** Of the assertion with which it authenticates. */
  readonly assertion_alg: string;
  readonly id_token_signed_response_alg: string;
  readonly pushes_requests: boolean;
  /** Its first; `''` for those that need none. */
  readonly redirect_uri: string;
  /** Its first. */
  readonly post_logout_redirect_uri: string | undefined;
  /** What it asks for on behalf of a person. */
  readonly scope: readonly string[];
  /** What it asks for itself. */
  readonly machine_scope: readonly string[];
}

/** What people are asked for: who they are, and a refresh token where the client may use one. */
const OF_A_PERSON: readonly string[] = ['openid', 'profile', 'email'];
const STANDARD: ReadonlySet<string> = new Set(STANDARD_SCOPES);

export function snippetClient(client: Client, rules: ClientRules, issuer: Issuer): SnippetClient {
  const allowed = parseScope(rules.scope);
  const refreshes = client.grant_types.includes('refresh_token');
  const wanted = refreshes ? [...OF_A_PERSON, 'offline_access'] : OF_A_PERSON;
  return {
    issuer: issuer.url,
    insecure: !issuer.secure,
    token_endpoint: issuer.endpoint('/oauth2/token'),
    device_authorization_endpoint: issuer.endpoint('/oauth2/device_authorization'),
    client_id: client.client_id,
    kinds: kindsOf(client),
    token_endpoint_auth_method: client.token_endpoint_auth_method,
    assertion_alg: client.token_endpoint_auth_signing_alg ?? 'RS256',
    id_token_signed_response_alg: rules.id_token_signed_response_alg,
    pushes_requests: rules.require_pushed_authorization_requests,
    redirect_uri: preferredRedirectUri(client),
    post_logout_redirect_uri: client.post_logout_redirect_uris[0],
    scope: wanted.filter((value) => allowed.includes(value)),
    machine_scope: allowed.filter((value) => !STANDARD.has(value)),
  };
}

/** An address that a program can listen at, before one that only an operating system understands. */
function preferredRedirectUri({ redirect_uris }: Client): string {
  return redirect_uris.find((uri) => /^https?:/.test(uri)) ?? redirect_uris[0] ?? '';
}

/** As it stands in a request. RFC 6749 §3.3 */
export const joined = (scope: readonly string[]): string => formatScope(scope);
