import { npm } from './install.js';
import { javascript as js } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** A page without a server. */
export const oidcClientTs: Snippet = {
  id: 'oidc-client-ts',
  name: 'oidc-client-ts',
  language: 'javascript',
  file_name: 'portico.js',
  kinds: ['spa'],
  methods: ['none'],
  tested: true,
  install: npm,
  packages: [{ name: 'oidc-client-ts', version: '3.5.0' }],
  fill_in: () => [],
  text: (client) => js`import { UserManager } from 'oidc-client-ts';

const REDIRECT_URI = ${client.redirect_uri};

export const portico = new UserManager({
  authority: ${client.issuer},
  client_id: ${client.client_id},
  redirect_uri: REDIRECT_URI,${
    client.post_logout_redirect_uri === undefined
      ? js``
      : js`
  post_logout_redirect_uri: ${client.post_logout_redirect_uri},`
  }
  scope: ${joined(client.scope)},
  // Names and addresses are in userinfo, not in the ID token.
  loadUserInfo: true,
  revokeTokensOnSignout: true,
});

/** Who is signed in. Await it when the page loads; whoever isn't signed in is sent to Portico, and comes back. */
export async function signedIn() {
  const address = location.origin + location.pathname;
  const isAnswer = REDIRECT_URI.split('?')[0] === address && new URLSearchParams(location.search).has('state');
  if (isAnswer) {
    const user = await portico.signinRedirectCallback();
    // The code is spent; it has no place in the browser's history.
    history.replaceState(null, '', '/');
    return user;
  }
  const user = await portico.getUser();
  if (user && !user.expired) return user;
  await portico.signinRedirect();
  // The browser is leaving.
  return new Promise(() => {});
}

/** To be called by a button. Ends the session at Portico too. */
export const signOut = () => portico.signoutRedirect();
`,
};
