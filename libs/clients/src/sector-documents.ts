import { Injectable } from '@nestjs/common';
import { OutboundClient, OutboundError } from '#libs/outbound';
import type { ClientMetadata } from './metadata/client-metadata.js';
import { InvalidClientMetadata } from './metadata/invalid-client-metadata.js';

/** What of a client its sector document speaks about. */
export type Sector = Pick<ClientMetadata, 'sector_identifier_uri'> & {
  readonly redirect_uris: readonly string[];
};

const FIELD = 'sector_identifier_uri';

/**
 * Reads what a `sector_identifier_uri` serves: without its word, anybody could put a client into the sector of another
 * and learn the subjects that people have there. OpenID Connect Core 1.0 §8.1, Dynamic Client Registration 1.0 §5
 */
@Injectable()
export class SectorDocuments {
  constructor(private readonly outbound: OutboundClient) {}

  /**
   * @param before the client as it is: what was checked once needs no answer again
   * @throws InvalidClientMetadata unless the document names every redirect URI
   */
  async check({ sector_identifier_uri, redirect_uris }: Sector, before?: Sector): Promise<void> {
    if (sector_identifier_uri === null) return;
    const checked = before?.sector_identifier_uri === sector_identifier_uri ? before.redirect_uris : [];
    if (before !== undefined && redirect_uris.every((uri) => checked.includes(uri))) return;
    const named = await this.read(sector_identifier_uri);
    if (!Array.isArray(named)) throw refused('must serve a JSON array of redirect URIs');
    if (!redirect_uris.every((uri) => named.includes(uri))) {
      throw refused('must serve a JSON array that holds every one of redirect_uris, byte for byte');
    }
  }

  /** Why it can't be read is not told: that would let anybody ask what there is in Portico's network. */
  private async read(uri: string): Promise<unknown> {
    try {
      return await this.outbound.getJson(uri);
    } catch (cause) {
      if (!(cause instanceof OutboundError)) throw cause;
      throw refused(
        'could not be read: it must answer a GET over https, from a public host, with JSON',
        cause,
      );
    }
  }
}

function refused(problem: string, cause?: unknown): InvalidClientMetadata {
  return new InvalidClientMetadata([{ field: FIELD, problem }], cause === undefined ? {} : { cause });
}
