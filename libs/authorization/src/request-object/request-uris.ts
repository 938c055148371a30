import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { OutboundClient, OutboundError, type OutboundResponse } from '#libs/outbound';
import { OAuthError } from '#libs/protocol';

/** Bytes: as much as may be sent in `request`. */
const LARGEST = 16_384;

/** Fetches request objects that clients keep at addresses of their own. OpenID Connect Core 1.0 §6.2 */
@Injectable()
export class RequestUris {
  constructor(private readonly outbound: OutboundClient) {}

  /** @throws OAuthError invalid_request_uri when it isn't registered, or can't be had */
  async fetch(requestUri: string, client: Client): Promise<string> {
    const address = registeredAddress(requestUri, client.request_uris ?? []);
    if (address === undefined) {
      throw new OAuthError('invalid_request_uri', 'request_uri is not registered for this client', {
        rule: 'request_uris',
      });
    }
    const { status, body } = await this.get(address);
    if (status !== 200) throw unavailable({ status });
    return body.toString('utf8').trim();
  }

  private async get(address: string): Promise<OutboundResponse> {
    try {
      return await this.outbound.get(address, { maxBytes: LARGEST });
    } catch (cause) {
      if (cause instanceof OutboundError) throw unavailable({ reason: cause.code }, cause);
      throw cause;
    }
  }
}

/**
 * The address, if it is registered. A fragment is no part of it: it tells versions apart, and here it is not held to be
 * a hash of the content, for the signature vouches for that. OpenID Connect Core 1.0 §6.2
 */
function registeredAddress(requestUri: string, registered: readonly string[]): string | undefined {
  const address = withoutFragment(requestUri);
  return registered.some((one) => withoutFragment(one) === address) ? address : undefined;
}

function withoutFragment(uri: string): string {
  return uri.replace(/#.*$/s, '');
}

function unavailable(facts: object, cause?: unknown): OAuthError {
  return new OAuthError('invalid_request_uri', 'the request object could not be fetched from request_uri', {
    rule: 'RFC 9101 §5.2',
    facts,
    cause,
  });
}
