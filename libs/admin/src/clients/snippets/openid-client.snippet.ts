import { credential, sessionSecret } from './fill-ins.js';
import { npm } from './install.js';
import { isPlain, listening } from './listening.js';
import { javascript as js } from './literals.js';
import {
  OPENID_CLIENT_METHODS,
  openidClientConfiguration,
  openidClientImports,
  openidClientPackages,
} from './openid-client-configuration.js';
import type { Snippet } from './snippet.js';
import { joined, type SnippetClient } from './snippet-client.js';

/** A web application on Express. */
export const openidClient: Snippet = {
  id: 'openid-client',
  name: 'openid-client with Express',
  language: 'javascript',
  file_name: 'application.mjs',
  kinds: ['web'],
  methods: OPENID_CLIENT_METHODS,
  pushes: true,
  tested: true,
  install: npm,
  packages: openidClientPackages(
    { name: 'express', version: '5.3.0' },
    { name: 'express-session', version: '1.19.0' },
  ),
  fill_in: (client) => [...credential(client), sessionSecret('SESSION_SECRET')],
  suits: ({ redirect_uri }) => isPlain(redirect_uri),
  text: (client) => {
    const { path, port } = listening(client.redirect_uri);
    return js`import express from 'express';
import session from 'express-session';
${openidClientImports(client)}

const REDIRECT_URI = ${client.redirect_uri};

${openidClientConfiguration(client)}

const app = express();
// The proxy in front says whether the browser came by https.
app.set('trust proxy', 1);
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto' },
  }),
);

async function signIn(request, response) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  request.session.request = { pkceCodeVerifier, expectedState, expectedNonce };
  const url = await oidc.${pushing(client)}(portico, {
    redirect_uri: REDIRECT_URI,
    scope: ${joined(client.scope)},
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  response.redirect(url.href);
}

async function takeAnswer(request, response) {
  const answer = new URL(REDIRECT_URI);
  answer.search = new URL(request.originalUrl, 'http://localhost').search;
  const tokens = await oidc.authorizationCodeGrant(portico, answer, request.session.request);
  const person = await oidc.fetchUserInfo(portico, tokens.access_token, tokens.claims().sub);
  // A session that somebody else may have begun in this browser is not carried on.
  await new Promise((resolve) => request.session.regenerate(resolve));
  request.session.person = person;
  response.redirect('/');
}

app.use(async (request, response) => {
  if (request.path === ${path} && 'state' in request.query) return takeAnswer(request, response);
  if (!request.session.person) return signIn(request, response);
  response.json(request.session.person);
});
app.listen(process.env.PORT ?? ${port});
`;
  },
};

/** RFC 9126 */
function pushing({ pushes_requests }: SnippetClient) {
  return pushes_requests ? js`buildAuthorizationUrlWithPAR` : js`buildAuthorizationUrl`;
}
