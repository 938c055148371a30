import { credential, sessionSecret } from './fill-ins.js';
import { apt } from './install.js';
import { apache } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** Anything behind Apache. */
export const modAuthOpenidc: Snippet = {
  id: 'mod-auth-openidc',
  name: 'Apache with mod_auth_openidc',
  language: 'apache',
  file_name: 'portico.conf',
  kinds: ['web'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: apt,
  packages: [{ name: 'libapache2-mod-auth-openidc', version: '2.4.12.3' }],
  fill_in: (client) => [...credential(client), sessionSecret('SESSION_SECRET')],
  // Apache puts a variable in place of \${NAME} wherever it stands, and knows no other way to write it.
  suits: ({ client_id }) => !client_id.includes('${'),
  text: (
    client,
  ) => apache`# PORTICO_CLIENT_SECRET: Portico showed it once, when the client was made or its secret rotated.
# SESSION_SECRET: seals the sessions of this server. Both are in Apache's environment (/etc/apache2/envvars).
OIDCProviderMetadataURL ${`${client.issuer}/.well-known/openid-configuration`}
OIDCClientID ${client.client_id}
OIDCClientSecret \${PORTICO_CLIENT_SECRET}
OIDCProviderTokenEndpointAuth ${client.token_endpoint_auth_method}
OIDCPKCEMethod S256
OIDCScope ${joined(client.scope)}
OIDCIDTokenSignedResponseAlg ${client.id_token_signed_response_alg}

# An address of no file: the module answers here.
OIDCRedirectURI ${client.redirect_uri}${
    client.post_logout_redirect_uri === undefined
      ? apache``
      : apache`
OIDCDefaultLoggedOutURL ${client.post_logout_redirect_uri}`
  }
OIDCCryptoPassphrase \${SESSION_SECRET}

# What the application behind is told, in headers: OIDC_CLAIM_sub and the others.
OIDCRemoteUserClaim sub
OIDCPassClaimsAs headers

<Location />
  AuthType openid-connect
  Require valid-user
</Location>
`,
};
