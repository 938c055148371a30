import { go } from './literals.js';
import type { Package } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';
import type { Code } from './template.js';

export const OAUTH2: Package = { name: 'golang.org/x/oauth2', version: 'v0.37.0' };

/** Said rather than found out: the library tries one way first, and each attempt that fails is a refusal. */
export function goAuthStyle({ token_endpoint_auth_method: method }: SnippetClient): Code {
  return method === 'client_secret_post' ? go`oauth2.AuthStyleInParams` : go`oauth2.AuthStyleInHeader`;
}
