import * as oidc from 'openid-client';

/** How the client proves who it is, by its registered `token_endpoint_auth_method`. */
export const AUTHENTICATION = {
  client_secret_basic: (secret: string) => oidc.ClientSecretBasic(secret),
  client_secret_post: (secret: string) => oidc.ClientSecretPost(secret),
  private_key_jwt: (_secret: string, key: oidc.CryptoKey) => oidc.PrivateKeyJwt({ key, kid: 'test' }),
  none: () => oidc.None(),
} as const;

/** Finds the rest at the issuer. */
export function configure(
  issuer: string,
  client_id: string,
  authentication: oidc.ClientAuth,
  id_token_signed_response_alg = 'RS256',
): Promise<oidc.Configuration> {
  const metadata = { id_token_signed_response_alg, require_auth_time: true };
  return oidc.discovery(new URL(issuer), client_id, metadata, authentication, {
    // The first only while the issuer is http://localhost.
    execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
  });
}
