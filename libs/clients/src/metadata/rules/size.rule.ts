import type { ClientMetadata } from '../client-metadata.js';
import type { Problem } from '../problem.js';

/** Bytes of JSON: what a MySQL `text` column holds. */
const MOST_BYTES = 65_535;

/** Lists and keys that would not fit into their column. */
export function checkSize(metadata: ClientMetadata): Problem[] {
  return Object.entries(metadata).flatMap(([field, value]) => {
    const fits = typeof value !== 'object' || Buffer.byteLength(JSON.stringify(value)) <= MOST_BYTES;
    return fits ? [] : [{ field, problem: `must be no longer than ${MOST_BYTES} bytes of JSON altogether` }];
  });
}
