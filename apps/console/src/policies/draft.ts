import type { Schemas } from '../api/client';

/** A policy as it is being written. */
export type PolicyDraft = Schemas['AccessPolicyInput'];
export type RuleDraft = Schemas['PolicyRule'];

/** Where a new policy begins: one rule, which says what a rule is. */
export const NEW_POLICY: PolicyDraft = {
  name: '',
  description: null,
  parameters: [],
  entry: {},
  rules: [{ name: 'read', resource: { type: '*' }, actions: ['read'] }],
};

export const NEW_RULE: RuleDraft = { name: '', resource: { type: '' }, actions: [] };

/** What can be written of a stored policy. */
export function draftOf({
  name,
  description,
  parameters,
  entry,
  rules,
}: Schemas['AccessPolicy']): PolicyDraft {
  return { name, description, parameters, entry, rules };
}

/**
 * The problem of one member.
 * @param problems by JSON path or pointer, as the API names them: `rules[0].actions` or `/rules/0/actions`
 */
export function problemAt(problems: Readonly<Record<string, string>>, place: string): string | undefined {
  const plain = (path: string) =>
    path
      .replace(/^\//, '')
      .replace(/\[(\d+)\]/g, '.$1')
      .replaceAll('/', '.');
  const wanted = plain(place);
  const found = Object.entries(problems).find(([path]) => {
    const at = plain(path);
    return at === wanted || at.startsWith(`${wanted}.`);
  });
  return found?.[1];
}
