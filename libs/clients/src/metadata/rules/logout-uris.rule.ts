import { originOf } from '#libs/protocol';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

/**
 * Where a client is told that a person signed out. OpenID Connect Back-Channel Logout 1.0 §2.2, Front-Channel Logout
 * 1.0 §2. `checkWebUris` has looked at the scheme and the host.
 */
export function checkLogoutUris(metadata: ClientMetadata): Problem[] {
  const { backchannel_logout_uri, frontchannel_logout_uri } = metadata;
  return [
    ...problemOf('backchannel_logout_uri', fragmentProblem(backchannel_logout_uri)),
    ...problemOf(
      'frontchannel_logout_uri',
      fragmentProblem(frontchannel_logout_uri) ?? originProblem(frontchannel_logout_uri, metadata),
    ),
  ];
}

function fragmentProblem(uri: string | null): string | undefined {
  return uri?.includes('#') ? 'must not have a fragment' : undefined;
}

/** §2: the scheme, host and port of a registered redirect URI, so that no other site is put into the frame. */
function originProblem(uri: string | null, { redirect_uris }: ClientMetadata): string | undefined {
  const origin = uri === null ? undefined : originOf(uri);
  if (origin === undefined || redirect_uris.some((redirect) => originOf(redirect) === origin))
    return undefined;
  return 'must have the scheme, host and port of one of redirect_uris';
}
