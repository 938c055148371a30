import type { Client } from '#libs/clients';
import { isSubset, OAuthError } from '#libs/protocol';

/**
 * The resources that a request asks for, each one that the client may ask for. RFC 8707 §2
 *
 * @param asked parsed; none: no resource in particular
 * @throws OAuthError invalid_target
 */
export function requestedResources(asked: readonly string[], client: Client): readonly string[] {
  const allowed = client.allowed_resources ?? [];
  if (isSubset(asked, allowed)) return asked;
  throw new OAuthError('invalid_target', 'the client may not ask for this resource', {
    rule: 'client.allowed_resources',
    facts: { asked, allowed },
  });
}

/**
 * What a token request makes of the resources that were granted: some of them, or all. RFC 8707 §2.2
 *
 * @throws OAuthError invalid_target
 */
export function narrowedResources(
  asked: readonly string[],
  granted: readonly string[],
  client: Client,
): readonly string[] {
  if (asked.length === 0) return requestedResources(granted, client);
  if (granted.length > 0 && !isSubset(asked, granted)) {
    throw new OAuthError('invalid_target', 'resource was not part of what was granted', {
      rule: 'RFC 8707 §2.2',
      facts: { asked, granted },
    });
  }
  return requestedResources(asked, client);
}
