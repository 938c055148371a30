import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Refusals } from '#libs/audit';
import type { ApiOperation } from './api-operations.js';
import { Fuzzer, MOST_TIME, RUNS, SEED, seedFor } from './fuzzer.js';
import type { GeneratedRequest } from './generated-request.js';
import { judge, TOO_SLOW } from './judge.js';
import { requestsFor } from './requests.js';
import type { WireAnswer } from './wire.js';

const fuzzer = await Fuzzer.start();
const { document, documented, operations } = fuzzer;
afterAll(() => fuzzer.close());

/** What each operation was answered with. */
const statuses = new Map<string, Set<number>>();

function expectFitting(operation: ApiOperation, request: GeneratedRequest, answer: WireAnswer): void {
  const { operationId } = operation;
  statuses.set(operationId, (statuses.get(operationId) ?? new Set()).add(answer.status));
  judge(operation, request, answer, documented);
  expect(answer.ms, 'milliseconds').toBeLessThan(TOO_SLOW);
}

describe.each(operations)('Any request: $method $path', (operation) => {
  beforeEach(() => fuzzer.renew());

  it('is answered as the OpenAPI document says when it is plain', async () => {
    const request = fuzzer.plain(operation);
    const answer = await fuzzer.send(request);
    expect(answer.status, answer.text).toBeLessThan(400);
    expectFitting(operation, request, answer);
  });

  it(
    `has an answer within a second that is documented, and no 5xx (seed ${SEED})`,
    {
      timeout: MOST_TIME * 2,
    },
    () =>
      fc.assert(
        fc.asyncProperty(requestsFor(operation, document), async (request) => {
          expectFitting(operation, request, await fuzzer.send(request));
        }),
        { seed: seedFor(operation), numRuns: RUNS, interruptAfterTimeLimit: MOST_TIME },
      ),
  );
});

describe.each(operations)('The same request four times at once: $method $path', (operation) => {
  it('has answers that are documented, and no 5xx', { timeout: MOST_TIME * 2 }, () =>
    fc.assert(
      fc.asyncProperty(requestsFor(operation, document), async (request) => {
        for (const answer of await fuzzer.sendAtOnce(request, 4))
          judge(operation, request, answer, documented);
      }),
      {
        seed: seedFor(operation),
        numRuns: Math.ceil(RUNS / 8),
        examples: [[fuzzer.plain(operation)]],
        interruptAfterTimeLimit: MOST_TIME,
      },
    ),
  );
});

describe('The fuzzing', () => {
  it('leaves no operation out, and has each of them succeed, and refuse', () => {
    const described = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
    expect(statuses.size).toBe(described);
    expect(documented.succeeded.size).toBe(described);
    const never = [...statuses].filter(([, seen]) => [...seen].every((status) => status < 400));
    expect(never.map(([operationId]) => operationId)).toEqual([]);
  });

  it('leaves nothing in the log that somebody would have to look into', async () => {
    // Why each was refused, with what was sent, still waits to be written.
    await fuzzer.portico.get(Refusals).flush();
    expect(fuzzer.errors.mock.calls).toEqual([]);
  });

  it('leaves a server that works', async () => {
    expect((await fetch(`${fuzzer.portico.url}/health/ready`)).status).toBe(200);
  });
});
