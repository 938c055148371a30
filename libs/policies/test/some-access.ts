import { readPolicy } from '../src/document/read-policy.js';
import type { AccessFacts, AppliedPolicy, ClientFacts, PersonFacts, Via } from '../src/engine/facts.js';
import type { ParameterValue } from '../src/engine/policy.js';

/** A policy as an administrator would write it, as somebody has it. */
export function applied(
  sent: object,
  parameters: Record<string, ParameterValue> = {},
  via: Via = { kind: 'client', id: 'app' },
): AppliedPolicy {
  const document = readPolicy({ name: 'P', ...sent });
  return { policy: { ...document, id: document.name, version: 1 }, parameters, via };
}

/** A policy of one rule. */
export function allowing(type: string, actions: readonly string[], more: object = {}): object {
  return { rules: [{ name: `${type} rule`, resource: { type }, actions, ...more }] };
}

export function aClient(...policies: AppliedPolicy[]): ClientFacts {
  return { client_id: 'app', unrestricted: policies.length === 0, policies };
}

export const ALICE: PersonFacts = {
  id: '00000000-0000-4000-8000-00000000000a',
  sub: 'alice',
  email: 'alice@example.com',
  roles: ['editor'],
  groups: [{ id: '00000000-0000-4000-8000-00000000000b', name: 'North' }],
  unrestricted: true,
  policies: [],
};

export function alice(...policies: AppliedPolicy[]): PersonFacts {
  return { ...ALICE, unrestricted: policies.length === 0, policies };
}

export function facts(changes: Partial<AccessFacts> = {}): AccessFacts {
  return {
    now: 1_800_000_000,
    network: '192.0.2.7',
    scope: [],
    client: aClient(),
    person: alice(),
    ...changes,
  };
}
