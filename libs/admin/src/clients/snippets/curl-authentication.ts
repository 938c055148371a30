import { shell } from './literals.js';
import type { Package } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';
import type { Code } from './template.js';

export const curlPackages: readonly Package[] = [{ name: 'curl', version: '7.88.1' }];

/**
 * A command that writes lines of a curl configuration, by which the client says who it is. What is fixed is percent-encoded
 * (RFC 6749 §2.3.1), so it can end neither curl's string nor the shell's; a secret is letters, digits, - and _.
 */
export function curlAuthentication({ client_id, token_endpoint_auth_method: method }: SnippetClient): Code {
  const encoded = new URLSearchParams({ '': client_id }).toString().slice(1);
  if (method === 'none') return shell`printf 'data = "client_id=%s"\\n' ${encoded}`;
  if (method === 'client_secret_post') {
    return shell`printf 'data = "client_id=%s&client_secret=%s"\\n' ${encoded} "$PORTICO_CLIENT_SECRET"`;
  }
  return shell`printf 'user = "%s:%s"\\n' ${encoded} "$PORTICO_CLIENT_SECRET"`;
}
