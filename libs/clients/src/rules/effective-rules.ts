import type { ClientSettings } from '#libs/config';
import type { Client } from '../client.js';
import type { ClientRules } from './client-rules.js';
import { profileRules } from './profiles.js';

/** Where a rule's value comes from: what the configuration demands of all clients, the client's own setting, or its profile. */
export type RuleSource = 'configuration' | 'client' | 'profile';

export type RulesWithSources = {
  readonly [Rule in keyof ClientRules]: { readonly value: ClientRules[Rule]; readonly source: RuleSource };
};

/** What of a client its rules follow from. */
export type RuleBearer = Pick<Client, keyof ClientRules | 'profile' | 'token_endpoint_auth_method'>;

/** What holds for every client, whatever its own settings and its profile say. */
export type Demands = Partial<ClientRules>;

const NO_DEMANDS: Demands = {};

/** RFC 9126 §5 */
export function demandsOf(settings: ClientSettings): Demands {
  return settings.require_pushed_authorization_requests
    ? { require_pushed_authorization_requests: true }
    : NO_DEMANDS;
}

/** Each rule that holds for the client, and why; for administrators. */
export function rulesWithSources(client: RuleBearer, demands: Demands = {}): RulesWithSources {
  const profile = profileRules(client);
  const rules = Object.entries(profile).map(([rule, byProfile]) => {
    const demanded = demands[rule as keyof ClientRules];
    if (demanded !== undefined) return [rule, { value: demanded, source: 'configuration' }];
    const own = client[rule as keyof ClientRules];
    return [rule, own === null ? { value: byProfile, source: 'profile' } : { value: own, source: 'client' }];
  });
  return Object.fromEntries(rules) as RulesWithSources;
}

/** A client in memory is never changed, only replaced: what follows from it is worked out once. */
const workedOut = new WeakMap<RuleBearer, ClientRules>();

/** The rules that hold for the client. All code asks here, never the nullable columns. */
export function effectiveRules(client: RuleBearer, demands: Demands = NO_DEMANDS): ClientRules {
  if (demands !== NO_DEMANDS) return workOut(client, demands);
  let rules = workedOut.get(client);
  if (!rules) {
    rules = workOut(client, demands);
    workedOut.set(client, rules);
  }
  return rules;
}

function workOut(client: RuleBearer, demands: Demands): ClientRules {
  const rules = Object.entries(rulesWithSources(client, demands)).map(([rule, { value }]) => [rule, value]);
  return Object.freeze(Object.fromEntries(rules) as ClientRules);
}
