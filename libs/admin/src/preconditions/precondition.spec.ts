import { describe, expect, it } from 'vitest';
import { VersionConflict } from '#libs/accounts';
import { VersionConflict as ClientVersionConflict } from '#libs/clients';
import { parseIfMatch } from './entity-tag.js';
import { Precondition } from './precondition.js';

describe('If-Match, RFC 9110 §13.1.1', () => {
  it.each([
    ['"3"', ['"3"']],
    [' "3" ', ['"3"']],
    ['"1", "2"', ['"1"', '"2"']],
    ['W/"3"', ['W/"3"']],
    ['""', ['""']],
    ['*', '*'],
    ['3', undefined],
    ['"3', undefined],
    ['"3",', undefined],
    ['*, "3"', undefined],
    ['"a b"', undefined],
    ['', undefined],
  ])('reads %j as %j', (header, tags) => {
    expect(parseIfMatch(header)).toEqual(tags);
  });
});

/** A change that loses to somebody else so many times. */
function overtaken(times: number, conflict: () => Error = () => new VersionConflict()) {
  let attempts = 0;
  return {
    attempts: () => attempts,
    work: async () => {
      attempts += 1;
      if (attempts <= times) throw conflict();
      return 'done';
    },
  };
}

const anyVersion = Precondition.parse(undefined, { required: false });
const thisVersion = Precondition.parse('"3"', { required: true });

describe('A change that somebody else overtakes', () => {
  it.each([() => new VersionConflict(), () => new ClientVersionConflict()])(
    'is decided anew when no version was named',
    async (conflict) => {
      const { work, attempts } = overtaken(2, conflict);
      expect(await anyVersion.change(work)).toBe('done');
      expect(attempts()).toBe(3);
    },
  );

  it('is given up when others go on and on', async () => {
    const { work, attempts } = overtaken(100);
    await expect(anyVersion.change(work)).rejects.toMatchObject({ code: 'changed_meanwhile', status: 409 });
    expect(attempts()).toBe(5);
  });

  it('is refused at once when a version was named', async () => {
    const { work, attempts } = overtaken(1);
    await expect(thisVersion.change(work)).rejects.toMatchObject({ code: 'version_mismatch', status: 412 });
    expect(attempts()).toBe(1);
  });

  it('is not repeated for another reason', async () => {
    const { work, attempts } = overtaken(1, () => new Error('disk full'));
    await expect(anyVersion.change(work)).rejects.toThrow('disk full');
    expect(attempts()).toBe(1);
  });
});
