import type { Client } from '#libs/clients';
import { withParameters } from '../with-parameters.js';

/** Whose session ended, as its clients know it from their ID tokens. */
export interface EndedSessionNames {
  readonly iss: string;
  readonly sid: string;
}

type Registered = Pick<Client, 'frontchannel_logout_uri' | 'frontchannel_logout_session_required'>;

/**
 * What the browser loads so that a client signs the person out there; undefined for a client that has no such page. Its
 * own query stays, byte for byte, and gets both parameters or none. OpenID Connect Front-Channel Logout 1.0 §2
 */
export function frontChannelUri(client: Registered, { iss, sid }: EndedSessionNames): string | undefined {
  const { frontchannel_logout_uri: uri, frontchannel_logout_session_required } = client;
  if (uri === null) return undefined;
  return frontchannel_logout_session_required ? withParameters(uri, { iss, sid }) : uri;
}
