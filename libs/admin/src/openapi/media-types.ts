/** What an endpoint reads. */
export const JSON_TYPE = 'application/json';
/** RFC 7396 §4 */
export const MERGE_PATCH_TYPE = 'application/merge-patch+json';
