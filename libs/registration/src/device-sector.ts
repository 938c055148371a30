import { isDeepStrictEqual } from 'node:util';
import { type ClientMetadata, InvalidClientMetadata } from '#libs/clients';
import { DEVICE_CODE_GRANT_TYPE } from '#libs/tokens';

/** What the sector of pairwise subjects follows from. OpenID Connect Core 1.0 §8.1 */
const SECTOR_MEMBERS = ['subject_type', 'redirect_uris', 'sector_identifier_uri'] as const;

/**
 * A redirect URI, and the document that names it, show that a client belongs to a sector because its tokens come there
 * and nowhere else. A device gets them without any redirect: it could name another's address, and learn the subjects
 * that people have there. So its sector is an administrator's to give, and stays as it was given.
 * @param own what the client says of itself
 * @throws InvalidClientMetadata
 */
export function refuseSectorOfDevice(
  own: Readonly<Record<string, unknown>>,
  held: Partial<ClientMetadata>,
): void {
  const { subject_type, grant_types } = own;
  const isDevice = Array.isArray(grant_types) && grant_types.includes(DEVICE_CODE_GRANT_TYPE);
  if (subject_type !== 'pairwise' || !isDevice) return;
  const given = held.grant_types?.includes(DEVICE_CODE_GRANT_TYPE);
  if (given && SECTOR_MEMBERS.every((member) => isDeepStrictEqual(own[member] ?? null, held[member]))) return;
  const problem = `may be pairwise together with ${DEVICE_CODE_GRANT_TYPE} only where an administrator says so`;
  throw new InvalidClientMetadata([{ field: 'subject_type', problem }]);
}
