import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

/**
 * The sector of pairwise subjects must follow from what is registered: one host of all redirect URIs, or a document
 * that names them. OpenID Connect Core 1.0 §8.1
 */
export function checkSubjects(metadata: ClientMetadata): Problem[] {
  if (metadata.subject_type !== 'pairwise' || metadata.sector_identifier_uri !== null) return [];
  const hosts = new Set(metadata.redirect_uris.map(hostOf));
  const oneHost = hosts.size === 1 && !hosts.has(undefined);
  return problemOf(
    'sector_identifier_uri',
    oneHost ? undefined : 'must be given for pairwise subjects unless all redirect_uris have one host',
  );
}

/** Undefined where a URI has none, as with private-use schemes. */
function hostOf(uri: string): string | undefined {
  if (!/^https?:/i.test(uri) || !URL.canParse(uri)) return undefined;
  return new URL(uri).hostname;
}
