import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusals } from '#libs/audit';
import { Fuzzer, MOST_TIME, RUNS, SEED, seedFor } from './fuzzer.js';
import { judgeAny, TOO_SLOW } from './judge.js';
import { PAGE_OPERATIONS } from './page-operations.js';
import { requestsFor } from './requests.js';

const fuzzer = await Fuzzer.start();
afterAll(() => fuzzer.close());

describe.each(PAGE_OPERATIONS)('Any request for a page: $operationId', (operation) => {
  it(`is answered with a page or a redirect within a second (seed ${SEED})`, { timeout: MOST_TIME * 2 }, () =>
    fc.assert(
      fc.asyncProperty(requestsFor(operation, fuzzer.document), async (request) => {
        const answer = await fuzzer.send(request);
        judgeAny(answer);
        expect(answer.ms, 'milliseconds').toBeLessThan(TOO_SLOW);
        if (request.astray || answer.text === '' || answer.status === 431) return;
        expect(answer.headers['content-type']).toMatch(/^text\/html/);
        expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      }),
      { seed: seedFor(operation), numRuns: RUNS, interruptAfterTimeLimit: MOST_TIME },
    ),
  );
});

describe('The fuzzing of pages', () => {
  it('reaches every one of them', async () => {
    for (const operation of PAGE_OPERATIONS) {
      const { status } = await fuzzer.send(fuzzer.plain(operation));
      expect([operation.operationId, status === 404 || status === 405]).toEqual([
        operation.operationId,
        false,
      ]);
    }
  });

  it('leaves nothing in the log that somebody would have to look into', async () => {
    // Why each was refused, with what was sent, still waits to be written.
    await fuzzer.portico.get(Refusals).flush();
    expect(fuzzer.errors.mock.calls).toEqual([]);
  });
});
