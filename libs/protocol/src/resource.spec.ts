import { describe, expect, it } from 'vitest';
import { parseResources } from './resource.js';

describe('RFC 8707 §2 resource', () => {
  it('may be repeated, and counts once', () => {
    expect(parseResources(['https://a.example/x', 'urn:b', 'https://a.example/x'])).toEqual([
      'https://a.example/x',
      'urn:b',
    ]);
  });

  it.each([['/relative'], ['https://a.example/#x'], ['https://a.example/#'], ['nonsense'], ['']])(
    'is refused when it is %j',
    (value) => {
      expect(() => parseResources([value])).toThrow('invalid_target');
    },
  );

  it('is refused in great numbers', () => {
    expect(() => parseResources(Array.from({ length: 11 }, (_, n) => `urn:${n}`))).toThrow('invalid_target');
  });
});
