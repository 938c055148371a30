import { createPublicKey, type JsonWebKeyInput } from 'node:crypto';
import { checkWebUri, isSigningAlgorithm, type SigningAlgorithm } from '#libs/protocol';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

const MOST_KEYS = 20;
const LEAST_RSA_BITS = 2048;
/** RFC 7518 §6.2.2, §6.3.2 and §6.4.1, RFC 8037 §2 */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

type Jwk = Record<string, unknown>;

/** Public keys only, each one usable, and at least one that fits what the client signs with. RFC 7517, RFC 7518 */
export function checkKeys(metadata: ClientMetadata): Problem[] {
  const { jwks_uri } = metadata;
  return [
    ...problemOf('jwks_uri', jwks_uri === null ? undefined : checkWebUri(jwks_uri)),
    ...checkJwks(metadata),
  ];
}

function checkJwks({ jwks, token_endpoint_auth_signing_alg: alg }: ClientMetadata): Problem[] {
  if (jwks === null) return [];
  const { keys } = jwks;
  if (keys.length === 0) return [{ field: 'jwks', problem: 'must hold at least one key' }];
  if (keys.length > MOST_KEYS)
    return [{ field: 'jwks', problem: `must hold no more than ${MOST_KEYS} keys` }];
  const problems = keys.flatMap((key, index) =>
    problemOf(`jwks.keys[${index}]`, keyProblem(key) ?? repeatedKid(keys, index)),
  );
  if (problems.length > 0) return problems;
  return problemOf('jwks', fittingKeyProblem(keys, alg));
}

function keyProblem(jwk: Jwk): string | undefined {
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member))) {
    return 'holds private members: register the public key, and treat this private key as disclosed';
  }
  if (jwk['kid'] !== undefined && typeof jwk['kid'] !== 'string') return 'must have a string as kid';
  // Nothing is encrypted to a client, so its keys for that are only kept for it.
  if (jwk['use'] === 'enc') return undefined;
  if (jwk['alg'] !== undefined && !isSigningAlgorithm(jwk['alg'])) {
    return 'must have RS256, PS256, ES256 or EdDSA as alg, or none';
  }
  return algorithmsOf(jwk).length > 0
    ? undefined
    : `must be an RSA key of ${LEAST_RSA_BITS} bits or more, a P-256 key or an Ed25519 key`;
}

/** What signatures a public key can check; empty for one that can't be used at all. */
function algorithmsOf(jwk: Jwk): readonly SigningAlgorithm[] {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' } as JsonWebKeyInput);
    if (key.asymmetricKeyType === 'ed25519') return ['EdDSA'];
    if (key.asymmetricKeyType === 'ec') return jwk['crv'] === 'P-256' ? ['ES256'] : [];
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= LEAST_RSA_BITS ? ['RS256', 'PS256'] : [];
  } catch {
    return [];
  }
}

function repeatedKid(keys: readonly Jwk[], index: number): string | undefined {
  const kid = keys[index]?.['kid'];
  const repeats = kid !== undefined && keys.findIndex((key) => key['kid'] === kid) < index;
  return repeats ? 'has the kid of another key' : undefined;
}

function fittingKeyProblem(keys: readonly Jwk[], alg: string | null): string | undefined {
  const signing = keys.filter((key) => key['use'] === undefined || key['use'] === 'sig');
  if (signing.length === 0) return 'must hold a key that is not for encryption only';
  if (alg === null) return undefined;
  const fits = (key: Jwk) =>
    algorithmsOf(key).some((one) => one === alg) && (key['alg'] === undefined || key['alg'] === alg);
  return signing.some(fits) ? undefined : 'must hold a key that fits token_endpoint_auth_signing_alg';
}
