import type { TestPortico } from '../support/portico.js';

/** An access policy that allows everything to whomever it counts for. */
export const EVERYTHING = { rules: [{ name: 'all', resource: { type: '*' }, actions: ['*'] }] } as const;

let policies = 0;

/** Writes a policy; returns its id. */
export async function aPolicy(portico: TestPortico, policy: object = EVERYTHING): Promise<string> {
  policies += 1;
  const { id } = await portico.admin.call<{ id: string }>('POST', '/access-policies', {
    name: `Policy ${policies} ${crypto.randomUUID()}`,
    ...policy,
  });
  return id;
}

/** Gives policies to whom this path names, such as `/clients/ID`. */
export async function give(portico: TestPortico, to: string, ...ids: readonly string[]): Promise<void> {
  await portico.admin.call('PUT', `${to}/access`, {
    access_policies: ids.map((policy_id) => ({ policy_id })),
  });
}
