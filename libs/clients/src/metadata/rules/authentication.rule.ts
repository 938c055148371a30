import { isHmacAlgorithm } from '../../authentication/hmac-algorithms.js';
import { credentialOf } from '../../authentication/index.js';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

/** What each way to authenticate needs and rules out. RFC 7591 §2, OpenID Connect Core 1.0 §9 */
export function checkAuthentication(metadata: ClientMetadata): Problem[] {
  return [
    ...problemOf('jwks_uri', keysProblem(metadata)),
    ...problemOf('token_endpoint_auth_signing_alg', algorithmProblem(metadata)),
  ];
}

function keysProblem(metadata: ClientMetadata): string | undefined {
  if (metadata.jwks !== null && metadata.jwks_uri !== null) return 'must not be given together with jwks';
  if (!provesByKey(metadata) || metadata.jwks !== null || metadata.jwks_uri !== null) return undefined;
  return 'or jwks must be given, for private_key_jwt';
}

function algorithmProblem(metadata: ClientMetadata): string | undefined {
  const { token_endpoint_auth_signing_alg: alg, token_endpoint_auth_method: method } = metadata;
  if (alg === null) return undefined;
  if (provesByKey(metadata)) {
    return isHmacAlgorithm(alg) ? 'must not be an HS algorithm, for private_key_jwt' : undefined;
  }
  if (credentialOf(method) !== 'sealed_secret') {
    return 'must be left out unless token_endpoint_auth_method is private_key_jwt or client_secret_jwt';
  }
  return isHmacAlgorithm(alg) ? undefined : 'must be an HS algorithm, for client_secret_jwt';
}

function provesByKey(metadata: ClientMetadata): boolean {
  return credentialOf(metadata.token_endpoint_auth_method) === 'key';
}
