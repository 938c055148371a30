import { secretAs, sessionSecret } from './fill-ins.js';
import { toml } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined, type SnippetClient } from './snippet-client.js';

/** A proxy that lets in who is signed in. It takes answers below its own prefix. */
export const oauth2Proxy: Snippet = {
  id: 'oauth2-proxy',
  name: 'oauth2-proxy',
  language: 'toml',
  file_name: 'oauth2-proxy.cfg',
  kinds: ['web'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: false,
  install: () => 'docker pull quay.io/oauth2-proxy/oauth2-proxy:v7.12.0',
  packages: [{ name: 'quay.io/oauth2-proxy/oauth2-proxy', version: 'v7.12.0' }],
  fill_in: () => [
    secretAs('OAUTH2_PROXY_CLIENT_SECRET'),
    sessionSecret('OAUTH2_PROXY_COOKIE_SECRET', 'openssl rand -hex 16'),
  ],
  // It asks for an e-mail address, and knows people by it.
  suits: ({ scope }) => scope.includes('email'),
  preparations: ({ redirect_uri }) => {
    const { registered, needed } = callback(redirect_uri);
    return registered ? [] : [`Register the redirect URI ${needed}.`];
  },
  text: (client) => {
    const { prefix, needed } = callback(client.redirect_uri);
    return toml`# oauth2-proxy --config oauth2-proxy.cfg
# OAUTH2_PROXY_CLIENT_SECRET: Portico showed it once, when the client was made or its secret rotated.
# OAUTH2_PROXY_COOKIE_SECRET: seals the cookies of the proxy.
provider = "oidc"
provider_display_name = "Portico"
oidc_issuer_url = ${client.issuer}
client_id = ${client.client_id}
redirect_url = ${needed}
proxy_prefix = ${prefix}
scope = ${joined(client.scope)}
code_challenge_method = "S256"
oidc_enabled_signing_algs = ${[client.id_token_signed_response_alg]}
# Whoever may use this client in Portico may in, once their e-mail address is verified.
email_domains = ["*"]
skip_provider_button = true
cookie_secure = ${secure(client)}
cookie_samesite = "lax"
http_address = "127.0.0.1:4180"
# The application behind.
upstreams = ["http://127.0.0.1:8080/"]
`;
  },
};

function secure({ redirect_uri }: SnippetClient) {
  return redirect_uri.startsWith('https:') ? toml`true` : toml`false`;
}

/** Which prefix fits the registered address; the usual one, if none does. */
function callback(redirect_uri: string) {
  const { origin, pathname, search } = new URL(redirect_uri);
  const [, prefix] = /^(\/[\w/-]*[\w-])\/callback$/.exec(pathname) ?? [];
  if (prefix !== undefined && search === '') return { prefix, needed: redirect_uri, registered: true };
  return { prefix: '/oauth2', needed: `${origin}/oauth2/callback`, registered: false };
}
