import type { ClientMetadata } from './client-metadata.js';

/**
 * Applies a JSON merge patch: a member replaces, null removes, what is absent stays. RFC 7396 §2. Only `jwks` is an
 * object, so only there does the merge go one step down.
 * @returns what would have to be sent to register it so; not checked yet
 */
export function patchMetadata(current: ClientMetadata, patch: object): object {
  const jwks = 'jwks' in patch ? mergeMembers(current.jwks, patch.jwks) : current.jwks;
  return { ...current, ...patch, jwks };
}

function mergeMembers(current: object | null, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const merged = Object.entries({ ...current, ...patch });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}
