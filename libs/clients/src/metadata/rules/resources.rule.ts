import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemsOfItems } from '../problem.js';

/** What RFC 3986 §2 allows in a URI, and the scheme of an absolute one. */
const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%]+$/;

/** Names of resource servers: absolute URIs (https, urn, …) without a fragment. RFC 8707 §2 */
export function checkResources(metadata: ClientMetadata): Problem[] {
  return problemsOfItems('allowed_resources', metadata.allowed_resources ?? [], (resource) => {
    if (resource.includes('#')) return 'must not have a fragment';
    return ABSOLUTE_URI.test(resource) && URL.canParse(resource) ? undefined : 'must be an absolute URI';
  });
}
