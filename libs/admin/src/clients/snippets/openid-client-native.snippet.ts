import { credential } from './fill-ins.js';
import { npm } from './install.js';
import { isLoopback, isPlain } from './listening.js';
import { javascript as js } from './literals.js';
import {
  OPENID_CLIENT_METHODS,
  openidClientConfiguration,
  openidClientImports,
  openidClientPackages,
} from './openid-client-configuration.js';
import type { Snippet } from './snippet.js';
import { joined, type SnippetClient } from './snippet-client.js';

/** A program on the person's own machine: the browser comes back to a port that it opens for that. RFC 8252 §7.3 */
export const openidClientNative: Snippet = {
  id: 'openid-client-native',
  name: 'openid-client, on the person’s own machine',
  language: 'javascript',
  file_name: 'sign-in.mjs',
  kinds: ['native'],
  methods: OPENID_CLIENT_METHODS,
  pushes: true,
  tested: true,
  install: npm,
  packages: openidClientPackages(),
  fill_in: credential,
  suits: ({ redirect_uri }) => isLoopback(redirect_uri) && isPlain(redirect_uri),
  text: (client) => js`import { once } from 'node:events';
import { createServer } from 'node:http';
${openidClientImports(client)}

${openidClientConfiguration(client)}

const server = createServer();
const redirectUri = new URL(${client.redirect_uri});
server.listen(${port(client)}, redirectUri.hostname.replace(/[[\]]/g, ''));
await once(server, 'listening');
${
  hasFreePort(client)
    ? js`// Portico lets a native application choose its port (RFC 8252 §7.3).
redirectUri.port = server.address().port;
`
    : js``
}
const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
const expectedState = oidc.randomState();
const url = await oidc.${client.pushes_requests ? js`buildAuthorizationUrlWithPAR` : js`buildAuthorizationUrl`}(portico, {
  redirect_uri: redirectUri.href,
  scope: ${joined(client.scope)},
  state: expectedState,
  code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: 'S256',
});
console.error('Open this address in your browser:');
console.error(url.href);

// Browsers ask for other things too, such as an icon.
let answer;
while (!answer?.searchParams.has('state')) {
  const [request, response] = await once(server, 'request');
  answer = new URL(request.url, redirectUri);
  response.setHeader('connection', 'close').end('You can close this window.');
}
server.close();

const tokens = await oidc.authorizationCodeGrant(portico, answer, { pkceCodeVerifier, expectedState });
const person = await oidc.fetchUserInfo(portico, tokens.access_token, tokens.claims().sub);
console.log(JSON.stringify(person));
`,
};

/** Only an IP literal has a free port; `localhost` is compared as it is. RFC 8252 §7.3, §8.3 */
function hasFreePort({ redirect_uri }: SnippetClient): boolean {
  return new URL(redirect_uri).hostname !== 'localhost';
}

function port(client: SnippetClient): number {
  return hasFreePort(client) ? 0 : Number(new URL(client.redirect_uri).port || 80);
}
