import { parseScope } from '#libs/protocol';
import type { ClientMetadata } from './client-metadata.js';

/**
 * Whether a client is, or would be, allowed to ask for Portico's own administrative scopes. Only an owner may set
 * them, and only an owner may do to such a client what would give its rights away (its secrets, its keys, its URIs).
 * @param metadata that was checked, or the client itself
 */
export function asksForAdminScopes(metadata: Pick<ClientMetadata, 'scope' | 'default_scope'>): boolean {
  const named = [metadata.scope, metadata.default_scope].flatMap((scope) => parseScope(scope ?? undefined));
  return named.some((scope) => scope.startsWith('admin:'));
}
