import { type ResolvedCriterion, resolveCriteria } from './criteria.js';
import { countingPolicies, countsInScope } from './decision.js';
import { sidesOf } from './entry.js';
import type { AccessFacts, Bearer } from './facts.js';

/** Something that may be done, as applications are told it: the `permissions` claim is a list of these. */
export interface Permission {
  /** A type, or `*`. */
  readonly resource: string;
  /** Names of actions, or `*`. */
  readonly actions: readonly string[];
  /** All of them; absent: whatever the resource is. */
  readonly where?: readonly ResolvedCriterion[];
  /** Absent: none. */
  readonly hidden_fields?: readonly string[];
  /** Absent: none. */
  readonly read_only_fields?: readonly string[];
}

const EVERYTHING: Permission = { resource: '*', actions: ['*'] };

/** More than these are not listed: whoever needs to know asks for one decision at a time. */
const MOST = 1000;
/** What the intersection of two sides may cost. */
const MOST_PAIRS = 250_000;

/**
 * All that may be done: the union of the person's policies, the union of the client's, and of each pair what both
 * allow. Undefined when it is too much to list.
 */
export function permissionsOf(facts: AccessFacts): readonly Permission[] | undefined {
  const [first = [], second] = sidesOf(facts).map(([, bearer]) => permissionsOfSide(bearer, facts));
  if (second === undefined) return first.length > MOST ? undefined : distinct(first);
  if (first.length * second.length > MOST_PAIRS) return undefined;
  const both = new Map<string, Permission>();
  for (const one of first) {
    for (const other of second) {
      const permission = intersection(one, other);
      if (permission) both.set(JSON.stringify(permission), permission);
      if (both.size > MOST) return undefined;
    }
  }
  return [...both.values()];
}

function permissionsOfSide(bearer: Bearer, facts: AccessFacts): readonly Permission[] {
  if (bearer.unrestricted) return [EVERYTHING];
  return countingPolicies(bearer, facts).flatMap((applied) =>
    applied.policy.rules
      .filter((rule) => countsInScope(rule, facts.scope))
      .flatMap((rule) => {
        const where = resolveCriteria(rule.resource.where, applied, facts);
        if (where === undefined) return [];
        const { actions, hidden_fields, read_only_fields } = rule;
        return [permission(rule.resource.type, actions, { where, hidden_fields, read_only_fields })];
      }),
  );
}

type Bounds = Required<Pick<Permission, 'where' | 'hidden_fields' | 'read_only_fields'>>;

function permission(resource: string, actions: readonly string[], bounds: Bounds): Permission {
  const given = Object.entries(bounds).filter(([, list]) => list.length > 0);
  return { resource, actions, ...Object.fromEntries(given) };
}

function intersection(one: Permission, other: Permission): Permission | undefined {
  const resource = sameOrStar(one.resource, other.resource);
  const actions = commonActions(one.actions, other.actions);
  if (resource === undefined || actions.length === 0) return undefined;
  return permission(resource, actions, {
    where: both(one.where, other.where),
    hidden_fields: both(one.hidden_fields, other.hidden_fields),
    read_only_fields: both(one.read_only_fields, other.read_only_fields),
  });
}

function sameOrStar(one: string, other: string): string | undefined {
  if (one === '*') return other;
  return other === '*' || one === other ? one : undefined;
}

function commonActions(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.includes('*')) return other;
  return other.includes('*') ? one : one.filter((action) => other.includes(action));
}

/** What both sides say, each thing once. */
function both<T>(one: readonly T[] = [], other: readonly T[] = []): readonly T[] {
  return [...new Map([...one, ...other].map((item) => [JSON.stringify(item), item])).values()];
}

function distinct(permissions: readonly Permission[]): readonly Permission[] {
  return both(permissions);
}
