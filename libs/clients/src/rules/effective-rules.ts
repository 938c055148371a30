import { type Client, isPublic } from '../client.js';
import type { ClientRules } from './client-rules.js';
import { profileRules } from './profiles.js';

/** Where a rule's value comes from: the client's own setting, its profile, or that it is a public client. */
export type RuleSource = 'client' | 'profile' | 'public_client';

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
  return { ...(Object.fromEntries(rules) as RulesWithSources), ...forPublicClients(client) };
}

/** The rules that hold for the client. All code asks here, never the nullable columns. */
export function effectiveRules(client: RuleBearer): ClientRules {
  const rules = Object.entries(rulesWithSources(client)).map(([rule, { value }]) => [rule, value]);
  return Object.fromEntries(rules) as ClientRules;
}

/** Without PKCE, whoever catches a public client's code can redeem it: no setting relaxes that. RFC 9700 §2.1.1 */
function forPublicClients(client: RuleBearer): Partial<RulesWithSources> {
  return isPublic(client) ? { require_pkce: { value: true, source: 'public_client' } } : {};
}
