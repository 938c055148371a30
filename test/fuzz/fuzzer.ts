import { createHash } from 'node:crypto';
import { type MockInstance, vi } from 'vitest';
import { NestLogger } from '../../apps/server/src/http/logging.js';
import { DocumentedResponses } from '../openapi/documented-responses.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type ApiDocument, type ApiOperation, operationsOf } from './api-operations.js';
import { filled, type GeneratedRequest, placeholdersOf } from './generated-request.js';
import { TOO_SLOW } from './judge.js';
import { assembled, plainParts } from './request-parts.js';
import { Things } from './things.js';
import { Wire, type WireAnswer, type WireRequest } from './wire.js';

/** The same requests every time; another seed, or more runs for each operation, go further. */
export const SEED = Number(process.env.PORTICO_FUZZ_SEED ?? 20_261_124);
export const RUNS = Number(process.env.PORTICO_FUZZ_RUNS ?? 25);
/** One for each operation, so that together they try more than each of them does. */
export function seedFor({ operationId }: ApiOperation): number {
  return createHash('sha256').update(`${SEED} ${operationId}`).digest().readInt32BE();
}

/** Milliseconds for all runs of one operation, wherever the machine is slower than it should be. */
export const MOST_TIME = 4000 + RUNS * 50;

/** A server, and what is needed to send it generated requests. */
export class Fuzzer {
  readonly operations: readonly ApiOperation[];

  private constructor(
    readonly portico: TestPortico,
    readonly documented: DocumentedResponses,
    readonly document: ApiDocument,
    /** What the server's log has at the level of errors. */
    readonly errors: MockInstance,
    private readonly wire = new Wire(portico.url),
  ) {
    this.operations = operationsOf(document);
  }

  private things: Things;

  static async start(): Promise<Fuzzer> {
    const errors = vi.spyOn(NestLogger.prototype, 'error');
    const settings = { PORTICO_REGISTRATION: 'open', PORTICO_REGISTRATION_LIMIT: '100000' };
    const portico = await startPortico(settings);
    const documented = await DocumentedResponses.of(portico.url);
    const fuzzer = new Fuzzer(portico, documented, documented.document as unknown as ApiDocument, errors);
    fuzzer.things = await Things.of(portico, (collection) => fuzzer.make(collection));
    return fuzzer;
  }

  async close(): Promise<void> {
    this.wire.close();
    await this.portico.close();
  }

  /** From now on real things are new ones. */
  renew(): void {
    this.things.renew();
  }

  /** The plainest request for the operation, which is to succeed. */
  plain(operation: ApiOperation): GeneratedRequest {
    return assembled(operation, plainParts(operation, this.document));
  }

  async send(request: GeneratedRequest): Promise<WireAnswer> {
    const message = written(request, await this.things.valuesOf(placeholdersOf(request)));
    const answer = await this.wire.send(message);
    if (answer.ms < TOO_SLOW) return answer;
    // One slow answer on a busy machine says nothing of the request; the same request slow twice does.
    return { ...answer, ms: Math.min(answer.ms, (await this.wire.send(message)).ms) };
  }

  /** The same request that many times, all at once: about the same real things. */
  async sendAtOnce(request: GeneratedRequest, times: number): Promise<readonly WireAnswer[]> {
    const message = written(request, await this.things.valuesOf(placeholdersOf(request)));
    return Promise.all(Array.from({ length: times }, () => this.wire.send(message)));
  }

  /** What a plain POST to that collection answers with. */
  private async make(collection: string): Promise<Record<string, string>> {
    const creates = ({ method, path }: ApiOperation) =>
      method === 'POST' && path.replaceAll('-', '_').endsWith(`/${collection}`);
    const operation = this.operations.find(creates);
    if (!operation)
      throw new Error(`nothing is known of what is in ${collection}: say it in known-values.ts`);
    const { status, text } = await this.send(this.plain(operation));
    if (status >= 400) throw new Error(`${operation.operationId} made nothing: ${text}`);
    return Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, String(value)]));
  }
}

function written(
  { method, path, query, headers, body }: GeneratedRequest,
  values: ReadonlyMap<string, string>,
): WireRequest {
  const inUrl = (text: string) => filled(text, values, encodeURIComponent);
  const inJson = (text: string) => filled(text, values, (value) => JSON.stringify(value).slice(1, -1));
  const text = body && (body.kind === 'json' ? inJson(body.text) : inUrl(body.text));
  return {
    method,
    target: [inUrl(path), ...(query.length > 0 ? [query.map(inUrl).join('&')] : [])].join('?'),
    headers: headers.map(([name, value]) => [name, filled(value, values, (one) => one)] as const),
    ...(body && { body: Buffer.from(text ?? '', body.kind === 'bytes' ? 'latin1' : 'utf8') }),
  };
}
