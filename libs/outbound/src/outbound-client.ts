import { Injectable } from '@nestjs/common';
import { OutboundSettings } from '#libs/config';
import { OutboundError } from './outbound-error.js';
import { exchange, type OutboundContent, type OutboundResponse } from './outbound-exchange.js';
import { OutboundNetwork } from './outbound-network.js';
import { outboundTarget } from './outbound-target.js';

export interface OutboundLimits {
  /** Of the answer's body; 64 KiB unless told, 1 MiB at most. */
  readonly maxBytes?: number;
  /** For the whole call, from resolving the name to the last byte; 5,000 unless told, which is also the most. */
  readonly timeoutMs?: number;
}

const DEFAULT_BYTES = 64 * 1024;
const MOST_BYTES = 1024 * 1024;
const MOST_MS = 5_000;

/**
 * The one HTTP client for URLs that others give (`jwks_uri`, `sector_identifier_uri`, back-channel logout, …):
 * https only, public addresses only, no redirects, capped in size and time. RFC 8725 §3.10, RFC 9101 §10.4.1
 */
@Injectable()
export class OutboundClient {
  constructor(
    private readonly settings: OutboundSettings,
    private readonly network: OutboundNetwork,
  ) {}

  /** The JSON that a URL serves with status 200, whatever its media type. @throws OutboundError */
  async getJson(url: string, limits?: OutboundLimits): Promise<unknown> {
    const { status, body } = await this.get(url, limits);
    if (status !== 200) throw new OutboundError('status', { status });
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    } catch (cause) {
      throw new OutboundError('not_json', { status, cause });
    }
  }

  /** Resolves with any status but a redirect's. @throws OutboundError */
  async get(url: string, limits?: OutboundLimits): Promise<OutboundResponse> {
    return await this.#send(url, undefined, limits);
  }

  /** Resolves with any status but a redirect's. @throws OutboundError */
  async post(url: string, content: OutboundContent, limits?: OutboundLimits): Promise<OutboundResponse> {
    return await this.#send(url, content, limits);
  }

  async #send(
    url: string,
    content: OutboundContent | undefined,
    { maxBytes = DEFAULT_BYTES, timeoutMs = MOST_MS }: OutboundLimits = {},
  ): Promise<OutboundResponse> {
    const target = outboundTarget(url, this.settings.allowed_hosts);
    const signal = AbortSignal.timeout(Math.min(timeoutMs, MOST_MS));
    try {
      const limit = Math.min(maxBytes, MOST_BYTES);
      return await exchange({ target, network: this.network, content, maxBytes: limit, signal });
    } catch (error) {
      throw signal.aborted ? new OutboundError('timeout', { cause: error }) : OutboundError.from(error);
    }
  }
}
