import { isDeepStrictEqual } from 'node:util';
import { type ClientMetadata, METADATA_FIELDS } from './client-metadata.js';

/** The members in which two metadata differ. */
export function changedMembers(before: ClientMetadata, after: ClientMetadata): (keyof ClientMetadata)[] {
  return METADATA_FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
}
