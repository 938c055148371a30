import { describe, expect, it } from 'vitest';
import { hasRedirect, KIND_NAMES, KINDS, kindOfClient } from './kinds';

describe('The kinds of applications', () => {
  it.each(KIND_NAMES)('%s: what is registered as one is shown as one', (kind) => {
    const registered = { application_type: 'web', ...KINDS[kind] };
    expect(kindOfClient(registered as never)).toBe(kind);
  });

  it('ask for redirect URIs where a browser comes back', () => {
    expect(KIND_NAMES.filter(hasRedirect)).toEqual(['web', 'spa', 'native']);
  });
});
