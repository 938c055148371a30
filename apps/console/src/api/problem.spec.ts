import { describe, expect, it } from 'vitest';
import { problemOf } from './problem';

const answer = (status: number, body: string) => problemOf(new Response(body, { status }));

describe('A problem that the admin API answers (RFC 9457)', () => {
  it('tells its detail, and the members at fault', async () => {
    const errors = [{ field: 'redirect_uris[0]', detail: 'must be https' }];
    const problem = await answer(
      400,
      JSON.stringify({ title: 'Invalid', detail: 'A rule is broken.', errors }),
    );
    expect(problem.message).toBe('A rule is broken.');
    expect(problem.fields).toEqual({ 'redirect_uris[0]': 'must be https' });
    expect(problem.outdated).toBe(false);
  });

  it('says that somebody else was faster', async () => {
    expect((await answer(412, '{}')).outdated).toBe(true);
  });

  it.each(['', '<html>', 'null', '7'])('is one even when the body is none: %j', async (body) => {
    const problem = await answer(502, body);
    expect([problem.message, problem.fields]).toEqual(['Portico answered 502.', {}]);
  });
});
