import type { ClientMetadata } from '../client-metadata.js';
import { grantTypesOf } from '../grant-types.js';
import { type Problem, problemOf } from '../problem.js';

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** The grants that begin at the authorization endpoint, so that they need somewhere to send the browser back to. */
const BY_REDIRECT = ['authorization_code', 'implicit'] as const;

/** Which grants, response types and redirect URIs go together. RFC 7591 §2.1, RFC 6749 §3.1.2.2 and §4.4 */
export function checkGrants(metadata: ClientMetadata): Problem[] {
  return [
    ...problemOf('grant_types', grantTypesProblem(metadata)),
    ...problemOf('response_types', responseTypesProblem(metadata)),
    ...problemOf('redirect_uris', redirectUrisProblem(metadata)),
  ];
}

function grantTypesProblem({ grant_types, token_endpoint_auth_method }: ClientMetadata): string | undefined {
  if (grant_types.length === 0) return 'must hold at least one grant';
  const refreshed = grant_types.some((grant) => grant === 'authorization_code' || grant === DEVICE_CODE);
  if (grant_types.includes('refresh_token') && !refreshed) {
    return `may hold refresh_token only together with authorization_code or ${DEVICE_CODE}`;
  }
  if (grant_types.includes('client_credentials') && token_endpoint_auth_method === 'none') {
    return 'may hold client_credentials only if token_endpoint_auth_method is not none';
  }
  return undefined;
}

/** OpenID Connect Dynamic Client Registration 1.0 §2: each response type has its grants, and the code flow its response type. */
function responseTypesProblem({ grant_types, response_types }: ClientMetadata): string | undefined {
  const needed = response_types.flatMap(grantTypesOf);
  const missing = needed.find((grant) => !grant_types.includes(grant));
  if (missing !== undefined) return `may hold these only if grant_types holds ${missing}`;
  if (grant_types.includes('authorization_code') && !needed.includes('authorization_code')) {
    return 'must hold code, for grant_types holds authorization_code';
  }
  return undefined;
}

function redirectUrisProblem({ grant_types, redirect_uris }: ClientMetadata): string | undefined {
  const needing = BY_REDIRECT.find((grant) => grant_types.includes(grant));
  if (needing === undefined || redirect_uris.length > 0) return undefined;
  return `must hold at least one URI, for grant_types holds ${needing}`;
}
