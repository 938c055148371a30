import { ClientSecretBasic } from './client-secret-basic.js';
import { ClientSecretJwt } from './client-secret-jwt.js';
import { ClientSecretPost } from './client-secret-post.js';
import { None } from './none.js';
import { PrivateKeyJwt } from './private-key-jwt.js';

/** Every way in which a client may authenticate, by its registered name (RFC 7591 §2). A new one is one line here. */
export const AUTHENTICATION_METHODS = {
  client_secret_basic: ClientSecretBasic,
  client_secret_post: ClientSecretPost,
  client_secret_jwt: ClientSecretJwt,
  private_key_jwt: PrivateKeyJwt,
  none: None,
} as const;

export type AuthenticationMethodName = keyof typeof AUTHENTICATION_METHODS;

/** `token_endpoint_auth_methods_supported`. RFC 8414 §2 */
export const AUTHENTICATION_METHOD_NAMES = Object.keys(
  AUTHENTICATION_METHODS,
) as readonly AuthenticationMethodName[];

export type Credential = (typeof AUTHENTICATION_METHODS)[AuthenticationMethodName]['credential'];

/** What a client proves itself with by this method; a name that this version doesn't know needs nothing, and proves nothing. */
export function credentialOf(method: string): Credential {
  const known = AUTHENTICATION_METHOD_NAMES.find((name) => name === method);
  return known === undefined ? 'none' : AUTHENTICATION_METHODS[known].credential;
}

/** Whether clients that use this method have a secret. */
export function usesSecret(method: string): boolean {
  return credentialOf(method) === 'secret' || credentialOf(method) === 'sealed_secret';
}
