import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLANS } from './plans.js';

/** `[oidcc-…]` at the end of a title says that the test does what the suite's module of that name does. */
const named = new Set(
  readdirSync('test', { withFileTypes: true, recursive: true })
    .filter(({ name, parentPath }) => name.endsWith('.spec.ts') && !parentPath.includes('node_modules'))
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8'))
    .flatMap((spec) => [...spec.matchAll(/\[(oidcc-[\w-]+)\]/g)].map(([, module = '']) => module)),
);

describe('The OpenID Foundation’s plans for providers', () => {
  it.each(Object.entries(PLANS))('have a test for every module of %s', (_, modules) => {
    expect(modules.filter((module) => !named.has(module))).toEqual([]);
  });

  it('hold every module that a test names', () => {
    const known = new Set<string>(Object.values(PLANS).flat());
    expect([...named].filter((module) => !known.has(module))).toEqual([]);
  });
});
