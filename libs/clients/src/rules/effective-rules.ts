import type { Client } from '../client.js';
import type { ClientRules } from './client-rules.js';
import { profileRules } from './profiles.js';

/** Where a rule's value comes from: the client's own setting, or its profile. */
export type RuleSource = 'client' | 'profile';

export type RulesWithSources = {
  readonly [Rule in keyof ClientRules]: { readonly value: ClientRules[Rule]; readonly source: RuleSource };
};

/** What of a client its rules follow from. */
export type RuleBearer = Pick<Client, keyof ClientRules | 'profile' | 'token_endpoint_auth_method'>;

/** Each rule that holds for the client, and why; for administrators. */
export function rulesWithSources(client: RuleBearer): RulesWithSources {
  const profile = profileRules(client);
  const rules = Object.entries(profile).map(([rule, byProfile]) => {
    const own = client[rule as keyof ClientRules];
    return [rule, own === null ? { value: byProfile, source: 'profile' } : { value: own, source: 'client' }];
  });
  return Object.fromEntries(rules) as RulesWithSources;
}

/** The rules that hold for the client. All code asks here, never the nullable columns. */
export function effectiveRules(client: RuleBearer): ClientRules {
  const rules = Object.entries(rulesWithSources(client)).map(([rule, { value }]) => [rule, value]);
  return Object.fromEntries(rules) as ClientRules;
}
