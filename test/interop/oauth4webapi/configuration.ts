import * as oauth from 'oauth4webapi';

/** Only while the issuer is http://localhost. */
export const LOOPBACK = { [oauth.allowInsecureRequests]: true };

/** How the client proves who it is, by its registered `token_endpoint_auth_method`. */
export const AUTHENTICATION = {
  client_secret_basic: (secret: string) => oauth.ClientSecretBasic(secret),
  client_secret_post: (secret: string) => oauth.ClientSecretPost(secret),
  private_key_jwt: (_secret: string, key: oauth.CryptoKey) => oauth.PrivateKeyJwt({ key, kid: 'test' }),
  none: () => oauth.None(),
} as const;

/** @param algorithm by which of the two well-known addresses */
export async function discover(
  issuer: string,
  algorithm: 'oidc' | 'oauth2',
): Promise<oauth.AuthorizationServer> {
  const response = await oauth.discoveryRequest(new URL(issuer), { algorithm, ...LOOPBACK });
  return oauth.processDiscoveryResponse(new URL(issuer), response);
}
