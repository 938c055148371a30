import { javascript as js } from './literals.js';
import type { Package } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';
import type { Code } from './template.js';

export const OPENID_CLIENT: Package = { name: 'openid-client', version: '6.9.0' };
/** Every method that Portico knows. */
export const OPENID_CLIENT_METHODS: readonly string[] = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
];
/** Reads the private key. */
const JOSE: Package = { name: 'jose', version: '6.2.18', only_for: 'private_key_jwt' };

export const openidClientPackages = (...more: readonly Package[]): readonly Package[] => [
  OPENID_CLIENT,
  JOSE,
  ...more,
];

/** How openid-client proves who the client is. */
function authentication({ token_endpoint_auth_method: method, assertion_alg }: SnippetClient): Code {
  const known = new Map([
    ['client_secret_basic', js`oidc.ClientSecretBasic(process.env.PORTICO_CLIENT_SECRET)`],
    ['client_secret_post', js`oidc.ClientSecretPost(process.env.PORTICO_CLIENT_SECRET)`],
    ['client_secret_jwt', js`oidc.ClientSecretJwt(process.env.PORTICO_CLIENT_SECRET)`],
    [
      'private_key_jwt',
      js`oidc.PrivateKeyJwt(await importPKCS8(process.env.PORTICO_CLIENT_KEY, ${assertion_alg}))`,
    ],
  ]);
  return known.get(method) ?? js`oidc.None()`;
}

/** The lines that import the library. */
export function openidClientImports({ token_endpoint_auth_method: method }: SnippetClient): Code {
  return method === 'private_key_jwt'
    ? js`import { importPKCS8 } from 'jose';
import * as oidc from 'openid-client';`
    : js`import * as oidc from 'openid-client';`;
}

/** The lines that make `portico`, the library's configuration. */
export function openidClientConfiguration(client: SnippetClient): Code {
  return js`${comment(client)}const portico = await oidc.discovery(
  new URL(${client.issuer}),
  ${client.client_id},
  { id_token_signed_response_alg: ${client.id_token_signed_response_alg} },
  ${authentication(client)},${client.insecure ? INSECURE : js``}
);`;
}

function comment({ token_endpoint_auth_method: method }: SnippetClient): Code {
  if (method === 'none') return js``;
  return method === 'private_key_jwt'
    ? js`// PORTICO_CLIENT_KEY: the client's private key, as PEM. Portico has only the public one.
`
    : js`// PORTICO_CLIENT_SECRET: Portico showed it once, when the client was made or its secret rotated.
`;
}

const INSECURE = js`
  // Only while the issuer is http://localhost.
  { execute: [oidc.allowInsecureRequests] },`;
