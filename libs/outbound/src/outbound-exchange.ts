import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { checkedLookup } from './checked-lookup.js';
import { OutboundError } from './outbound-error.js';
import type { OutboundNetwork } from './outbound-network.js';
import type { OutboundTarget } from './outbound-target.js';

export interface OutboundContent {
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface OutboundExchange {
  readonly target: OutboundTarget;
  readonly network: OutboundNetwork;
  /** Sent by POST; without it the request is a GET. */
  readonly content?: OutboundContent;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** One request on a connection of its own. @throws OutboundError, or what the connection threw */
export async function exchange(one: OutboundExchange): Promise<OutboundResponse> {
  const response = await answerTo(one);
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    response.destroy();
    throw new OutboundError('redirected', { status });
  }
  return { status, headers: response.headers, body: await readBody(response, one.maxBytes) };
}

function answerTo({ target, network, content, signal }: OutboundExchange): Promise<IncomingMessage> {
  const request = target.url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(target.url, {
      method: content === undefined ? 'GET' : 'POST',
      headers: headersFor(content),
      agent: false,
      lookup: checkedLookup((hostname) => network.resolve(hostname), target.publicOnly),
      ca: network.ca,
      rejectUnauthorized: true,
      signal,
    })
      .once('response', resolve)
      .on('error', reject)
      // A server that switches protocols (101) gets its connection closed without a response or an error.
      .once('close', () => reject(new OutboundError('unreachable')))
      .end(content?.body);
  });
}

/**
 * JSON rather than another of its forms; but a server that keeps to it must not refuse us a JWK set (RFC 7517 §8.5) or a
 * request object (RFC 9101 §9.4), which have types of their own.
 */
const ACCEPT = 'application/json, */*;q=0.1';

function headersFor(content: OutboundContent | undefined): Record<string, string | number> {
  return {
    accept: ACCEPT,
    'accept-encoding': 'identity',
    'user-agent': 'Portico',
    ...(content && { 'content-type': content.type, 'content-length': Buffer.byteLength(content.body) }),
  };
}

/** Leaving the loop early closes the connection, so nothing beyond the cap is read. */
async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new OutboundError('too_large', { status: response.statusCode });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
