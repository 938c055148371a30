import { describe, expect, it } from 'vitest';
import { boundedJson } from './bounded-json.js';

const facts = (value: Record<string, unknown>) => JSON.parse(boundedJson(value)!);

describe('Facts as JSON', () => {
  it('stay as they are when they are small', () => {
    const small = {
      presented: 'https://a.example/',
      registered: ['https://a.example'],
      index: 17,
      ok: false,
      no: null,
    };
    expect(facts(small)).toEqual(small);
  });

  it('are null when there are none', () => {
    expect(boundedJson(undefined)).toBeNull();
    expect(boundedJson(null)).toBeNull();
  });

  it('cut a long text', () => {
    expect(facts({ text: 'x'.repeat(16_000) }).text).toBe(`${'x'.repeat(499)}…`);
  });

  it('end a long list and a wide object', () => {
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`n${n}`, n]));
    expect(facts({ list: Array(10_000).fill(1) }).list).toHaveLength(40);
    expect(Object.keys(facts({ wide }).wide)).toHaveLength(40);
    expect(facts(wide)).toMatchObject({ n0: 0, n39: 39, truncated: true });
  });

  it('end deep and endless objects', () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    expect(boundedJson(endless)).toBe('{"self":{"self":{"self":{"self":"…"}}}}');
  });

  it('are never longer than 8,192 characters, keep what fits and say that members are missing', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`n${n}`, '\u0001'.repeat(500)]));
    const json = boundedJson({ first: 'kept', ...many })!;
    expect(json.length).toBeLessThanOrEqual(8192);
    expect(JSON.parse(json)).toMatchObject({ first: 'kept', truncated: true });
  });

  it('take what JSON has no word for', () => {
    const set = new Set(['a', 'b']);
    expect(facts({ big: 10n, set, at: new Date(0), nothing: undefined })).toEqual({
      big: '10',
      set: ['a', 'b'],
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it.each(['password', 'client_secret', 'code_verifier', 'refresh_token', 'Authorization'])(
    'keep no %s',
    (name) => {
      expect(boundedJson({ [name]: 'hunter2', parameters: { [name]: 'hunter2' } })).not.toContain('hunter2');
    },
  );
});
