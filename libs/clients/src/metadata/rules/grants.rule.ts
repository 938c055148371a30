import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

/** Which grants, response types and redirect URIs go together. RFC 7591 §2.1, RFC 6749 §3.1.2.2 and §4.4 */
export function checkGrants(metadata: ClientMetadata): Problem[] {
  const codeFlow = metadata.grant_types.includes('authorization_code');
  return [
    ...problemOf('grant_types', grantTypesProblem(metadata, codeFlow)),
    ...problemOf('response_types', responseTypesProblem(metadata.response_types.includes('code'), codeFlow)),
    ...problemOf(
      'redirect_uris',
      codeFlow && metadata.redirect_uris.length === 0
        ? 'must hold at least one URI, for grant_types holds authorization_code'
        : undefined,
    ),
  ];
}

function grantTypesProblem(
  { grant_types, ...metadata }: ClientMetadata,
  codeFlow: boolean,
): string | undefined {
  if (grant_types.length === 0) return 'must hold at least one grant';
  if (grant_types.includes('refresh_token') && !codeFlow) {
    return 'may hold refresh_token only together with authorization_code';
  }
  if (grant_types.includes('client_credentials') && metadata.token_endpoint_auth_method === 'none') {
    return 'may hold client_credentials only if token_endpoint_auth_method is not none';
  }
  return undefined;
}

function responseTypesProblem(code: boolean, codeFlow: boolean): string | undefined {
  if (codeFlow && !code) return 'must hold code, for grant_types holds authorization_code';
  if (code && !codeFlow) return 'may hold code only if grant_types holds authorization_code';
  return undefined;
}
