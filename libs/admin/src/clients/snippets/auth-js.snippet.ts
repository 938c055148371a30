import { credential, sessionSecret } from './fill-ins.js';
import { npm } from './install.js';
import { listening } from './listening.js';
import { javascript as js } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined, type SnippetClient } from './snippet-client.js';

/** Auth.js takes answers at its own address and nowhere else: where it is mounted, `/callback/`, the provider's id. */
export const authJs: Snippet = {
  id: 'auth-js',
  name: 'Auth.js with Express',
  language: 'javascript',
  file_name: 'application.mjs',
  kinds: ['web'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: npm,
  packages: [
    { name: '@auth/express', version: '0.12.3' },
    { name: 'express', version: '5.3.0' },
  ],
  fill_in: (client) => [...credential(client), sessionSecret('AUTH_SECRET')],
  preparations: ({ redirect_uri }) => {
    const { registered, needed } = callback(redirect_uri);
    return registered ? [] : [`Register the redirect URI ${needed}.`];
  },
  text: (client) => {
    const { mount, provider } = callback(client.redirect_uri);
    return js`import { ExpressAuth, getSession } from '@auth/express';
import express from 'express';

const config = {
  secret: process.env.AUTH_SECRET,
  // The proxy in front says by which host the browser came.
  trustHost: true,
  // Where Portico sends people back to: this, /callback/, and the id below.
  basePath: ${mount},
  providers: [
    {
      id: ${provider},
      name: 'Portico',
      type: 'oidc',
      issuer: ${client.issuer},
      clientId: ${client.client_id},
      // Portico showed it once, when the client was made or its secret rotated.
      clientSecret: process.env.PORTICO_CLIENT_SECRET,
      client: ${metadata(client)},
      authorization: { params: { scope: ${joined(client.scope)} } },
      checks: ['pkce', 'state', 'nonce'],
      // Names and addresses are in userinfo, not in the ID token.
      idToken: false,
    },
  ],
};

const app = express();
app.set('trust proxy', true);
app.use(config.basePath, ExpressAuth(config));

app.get('/', async (request, response) => {
  const session = await getSession(request, config);
  if (!session) return response.redirect(config.basePath + '/signin?callbackUrl=/');
  response.json(session.user);
});
app.listen(process.env.PORT ?? ${listening(client.redirect_uri).port});
`;
  },
};

function metadata(client: SnippetClient) {
  return js`{
        token_endpoint_auth_method: ${client.token_endpoint_auth_method},
        id_token_signed_response_alg: ${client.id_token_signed_response_alg},
      }`;
}

/** Which mount and provider fit the registered address; the usual ones, if none do. */
function callback(redirect_uri: string) {
  const { origin, pathname, search } = new URL(redirect_uri);
  const [, mount, provider] = /^(\/[\w/-]*[\w-])\/callback\/([\w-]+)$/.exec(pathname) ?? [];
  if (mount !== undefined && provider !== undefined && search === '') {
    return { mount, provider, needed: redirect_uri, registered: true };
  }
  return {
    mount: '/auth',
    provider: 'portico',
    needed: `${origin}/auth/callback/portico`,
    registered: false,
  };
}
