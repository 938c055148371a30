import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { Clock } from '#libs/clock';
import { OAuthError, type Parameters } from '#libs/protocol';
import { type PushedRequest, PushedRequests } from '../pushed/pushed-requests.js';
import { Tickets } from '../ticket/tickets.js';
import { mergeRequestObject } from './request-object-claims.js';
import { RequestObjects } from './request-objects.js';
import { RequestUris } from './request-uris.js';

/** After its first arrival a request may outlive what it names: the person takes time. */
const CARRIED_MS = 15 * 60 * 1000;

/** An authorization request with what it means. */
export interface EffectiveRequest {
  /** The whole request as it was sent, without Portico's own ticket: what the pages carry. */
  readonly parameters: Parameters;
  /** What is asked for, wherever it was written: sent, inside a request object, or pushed. */
  readonly effective: Parameters;
  /** Spent with the code. */
  readonly pushed?: PushedRequest;
  /** Why what it names can't be used; then `effective` is only what was sent. */
  readonly problem?: OAuthError;
}

/** The one place that turns what was sent into what is asked for. OpenID Connect Core 1.0 §6, RFC 9101, RFC 9126 */
@Injectable()
export class EffectiveRequests {
  constructor(
    private readonly objects: RequestObjects,
    private readonly uris: RequestUris,
    private readonly pushed: PushedRequests,
    private readonly tickets: Tickets,
    private readonly clock: Clock,
  ) {}

  /**
   * Of a request that a browser brings.
   * @param ticket as it was written
   */
  of(parameters: Parameters, client: Client, ticket: string | undefined): Promise<EffectiveRequest> {
    return resolved(parameters, async () => {
      const requestUri = readRequestUri(parameters);
      if (requestUri !== undefined && this.pushed.isOne(requestUri)) {
        const carried = this.arrivedAt(ticket, parameters) !== undefined;
        const pushed = await this.pushed.find(requestUri, client, carried);
        return { effective: pushed.parameters, pushed };
      }
      if (this.pushed.areRequiredOf(client)) throw notPushed();
      const at = this.arrivedAt(ticket, parameters) ?? this.clock.nowMs();
      return { effective: await this.read(parameters, requestUri, client, at) };
    });
  }

  /** Of a request that its client pushes. */
  ofPushing(parameters: Parameters, client: Client): Promise<EffectiveRequest> {
    return resolved(parameters, async () => ({
      effective: await this.read(parameters, undefined, client, this.clock.nowMs()),
    }));
  }

  private async read(
    parameters: Parameters,
    requestUri: string | undefined,
    client: Client,
    atMs: number,
  ): Promise<Parameters> {
    const object =
      requestUri === undefined ? parameters.get('request') : await this.uris.fetch(requestUri, client);
    if (object === undefined) return parameters;
    const inside = await this.objects.read(object, client, Math.floor(atMs / 1000));
    return mergeRequestObject(parameters, inside);
  }

  /** Epoch milliseconds of the first arrival, within the last 15 minutes. */
  private arrivedAt(ticket: string | undefined, parameters: Parameters): number | undefined {
    const firstSeen = this.tickets.firstSeen(ticket, parameters);
    return firstSeen !== undefined && this.clock.nowMs() - firstSeen < CARRIED_MS ? firstSeen : undefined;
  }
}

/** A refusal is kept: whether it may be told to the client depends on where that would be. */
async function resolved(
  parameters: Parameters,
  resolve: () => Promise<Omit<EffectiveRequest, 'parameters'>>,
): Promise<EffectiveRequest> {
  try {
    return { parameters, ...(await resolve()) };
  } catch (problem) {
    if (problem instanceof OAuthError) return { parameters, effective: parameters, problem };
    throw problem;
  }
}

/** RFC 9101 §5 */
function readRequestUri(parameters: Parameters): string | undefined {
  const requestUri = parameters.get('request_uri');
  if (requestUri === undefined || !parameters.has('request')) return requestUri;
  throw new OAuthError('invalid_request', 'request and request_uri must not be sent together', {
    rule: 'RFC 9101 §5',
  });
}

/** RFC 9126 §6 */
function notPushed(): OAuthError {
  return new OAuthError('invalid_request', 'this client must push its authorization requests', {
    rule: 'client.require_pushed_authorization_requests',
  });
}
