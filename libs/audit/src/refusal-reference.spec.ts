import { describe, expect, it } from 'vitest';
import { newReference, normaliseReference } from './refusal-reference.js';

describe('References', () => {
  it('are eight characters that can be read aloud', () => {
    for (let n = 0; n < 200; n += 1) expect(newReference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  });

  it('differ', () => {
    expect(new Set(Array.from({ length: 1000 }, newReference)).size).toBe(1000);
  });

  it.each([
    ['K7QM2XHD', 'K7QM2XHD'],
    ['k7qm2xhd', 'K7QM2XHD'],
    [' k7qm-2xhd ', 'K7QM2XHD'],
    ['oOiIlL00', '00111100'],
    ['K7QM2XH', undefined],
    ['K7QM2XHDD', undefined],
    ['K7QM2XHU', undefined],
    ["' OR 1=1", undefined],
    ['', undefined],
    ['K7QM2XHD'.padEnd(100_000), undefined],
  ])('typed as %j mean %s', (typed, meant) => {
    expect(normaliseReference(typed)).toBe(meant);
  });
});
