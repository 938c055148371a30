import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { NestLogger } from '../../apps/server/src/http/logging.js';
import { DocumentedResponses } from '../openapi/documented-responses.js';
import { startPortico } from '../support/portico.js';
import { type ApiDocument, type ApiOperation, operationsOf } from './api-operations.js';
import { filled, type GeneratedRequest, placeholdersOf } from './generated-request.js';
import { judge, TOO_SLOW } from './judge.js';
import { assembled, plainParts } from './request-parts.js';
import { requestsFor } from './requests.js';
import { Things } from './things.js';
import { Wire, type WireAnswer, type WireRequest } from './wire.js';

/** The same requests every time; another seed, or more runs for each operation, go further. */
const SEED = Number(process.env.PORTICO_FUZZ_SEED ?? 20_261_124);
const RUNS = Number(process.env.PORTICO_FUZZ_RUNS ?? 25);
/** Milliseconds for all runs of one operation, wherever the machine is slower than it should be. */
const MOST_TIME = 4000 + RUNS * 50;

const errors = vi.spyOn(NestLogger.prototype, 'error');
const portico = await startPortico({ PORTICO_REGISTRATION: 'open', PORTICO_REGISTRATION_LIMIT: '100000' });
const documented = await DocumentedResponses.of(portico.url);
const document = documented.document as unknown as ApiDocument;
const operations = operationsOf(document);
const things = await Things.of(portico, made);
const wire = new Wire(portico.url);
const statuses = new Map<string, Map<number, number>>();

afterAll(async () => {
  wire.close();
  await portico.close();
});

async function send(request: GeneratedRequest): Promise<WireAnswer> {
  const values = await things.valuesOf(placeholdersOf(request));
  const message = written(request, values);
  const answer = await wire.send(message);
  // One slow answer on a busy machine says nothing of the request; the same request slow twice does.
  return answer.ms < TOO_SLOW
    ? answer
    : { ...answer, ms: Math.min(answer.ms, (await wire.send(message)).ms) };
}

/** What a plain POST to that collection answers with. */
async function made(collection: string): Promise<Record<string, string>> {
  const creates = ({ method, path }: ApiOperation) =>
    method === 'POST' && path.replaceAll('-', '_').endsWith(`/${collection}`);
  const operation = operations.find(creates);
  if (!operation) throw new Error(`nothing is known of what is in ${collection}: say it in known-values.ts`);
  const { status, text } = await send(assembled(operation, plainParts(operation, document)));
  if (status >= 400) throw new Error(`${operation.operationId} made nothing: ${text}`);
  return Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, String(value)]));
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

function expectFitting(operation: ApiOperation, request: GeneratedRequest, answer: WireAnswer): void {
  const counts = statuses.get(operation.operationId) ?? new Map<number, number>();
  statuses.set(operation.operationId, counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1));
  judge(operation, request, answer, documented);
  expect(answer.ms, 'milliseconds').toBeLessThan(TOO_SLOW);
}

describe.each(operations)('Any request: $method $path', (operation) => {
  beforeEach(() => things.renew());

  it('is answered as the OpenAPI document says when it is plain', async () => {
    const request = assembled(operation, plainParts(operation, document));
    const answer = await send(request);
    expect(answer.status, answer.text).toBeLessThan(400);
    expectFitting(operation, request, answer);
  });

  it(
    `has an answer within a second that is documented, and no 5xx (seed ${SEED})`,
    { timeout: MOST_TIME * 2 },
    () =>
      fc.assert(
        fc.asyncProperty(requestsFor(operation, document), async (request) => {
          expectFitting(operation, request, await send(request));
        }),
        { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: MOST_TIME },
      ),
  );
});

describe('The fuzzing', () => {
  it('leaves no operation out, and has each of them refuse and succeed', () => {
    const described = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
    expect(statuses.size).toBe(described);
    for (const [operationId, counts] of statuses) {
      const refused = [...counts.keys()].some((status) => status >= 400);
      expect([operationId, refused]).toEqual([operationId, true]);
    }
    expect(documented.succeeded.size).toBe(described);
  });

  it('leaves nothing in the log that somebody would have to look into', () => {
    expect(errors.mock.calls).toEqual([]);
  });

  it('leaves a server that works', async () => {
    expect((await fetch(`${portico.url}/health/ready`)).status).toBe(200);
  });
});
