import { aspnetCore } from './aspnet-core.snippet.js';
import { authJs } from './auth-js.snippet.js';
import { authlib } from './authlib.snippet.js';
import { authlibMachine } from './authlib-machine.snippet.js';
import { curl } from './curl.snippet.js';
import { curlDevice } from './curl-device.snippet.js';
import { goMachine } from './go-machine.snippet.js';
import { goOidc } from './go-oidc.snippet.js';
import { modAuthOpenidc } from './mod-auth-openidc.snippet.js';
import { oauth2Proxy } from './oauth2-proxy.snippet.js';
import { oidcClientTs } from './oidc-client-ts.snippet.js';
import { openidClient } from './openid-client.snippet.js';
import { openidClientDevice } from './openid-client-device.snippet.js';
import { openidClientMachine } from './openid-client-machine.snippet.js';
import { openidClientNative } from './openid-client-native.snippet.js';
import { fits, type Snippet } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';
import { springSecurity } from './spring-security.snippet.js';

/** Every snippet there is, in the order in which administrators see them. A new one is one line here. */
export const SNIPPETS: readonly Snippet[] = [
  openidClient,
  authJs,
  springSecurity,
  aspnetCore,
  goOidc,
  authlib,
  oauth2Proxy,
  modAuthOpenidc,
  oidcClientTs,
  openidClientNative,
  openidClientMachine,
  goMachine,
  authlibMachine,
  curl,
  openidClientDevice,
  curlDevice,
];

/** Those that the client could use as it is registered. */
export function snippetsFor(client: SnippetClient): readonly Snippet[] {
  return SNIPPETS.filter((snippet) => fits(snippet, client));
}
