import type { Client } from '#libs/clients';

/**
 * The clients that know a person by the same pairwise subject: those with the same host, of their
 * `sector_identifier_uri` or of their redirect URIs. OpenID Connect Core 1.0 §8.1
 */
export function sectorOf(
  client: Pick<Client, 'client_id' | 'sector_identifier_uri' | 'redirect_uris'>,
): string {
  const [first] = client.redirect_uris;
  const uri = client.sector_identifier_uri ?? first;
  const host = uri !== undefined && URL.canParse(uri) ? new URL(uri).hostname : '';
  return host === '' ? `client:${client.client_id}` : host;
}
