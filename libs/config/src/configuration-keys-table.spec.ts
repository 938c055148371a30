import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withKeysTable } from './configuration-keys-table.js';

describe('docs/configuration.md', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');

  it('agrees with the table of keys (npm run docs:configuration writes it)', () => {
    expect(withKeysTable(page)).toBe(page);
  });

  it('is never written without its marks', () => {
    expect(() => withKeysTable('# Configuration')).toThrow('marks');
  });
});
