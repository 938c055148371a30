import { type Attributes, meets, resolveCriteria } from './criteria.js';
import { type EntryVerdict, judgeEntry, sidesOf, whyNot } from './entry.js';
import type { AccessFacts, AppliedPolicy, Bearer, Via } from './facts.js';
import type { Rule } from './policy.js';

/** May this be done to that? */
export interface Question {
  readonly resource: {
    readonly type: string;
    readonly id?: string;
    readonly properties?: Attributes;
  };
  readonly action: string;
}

/** A rule that allows what was asked. */
export interface MatchedRule {
  readonly policy: string;
  readonly policy_name: string;
  readonly rule: string;
  readonly via: Via;
}

/** What one side says. */
export interface SideDecision {
  readonly side: 'person' | 'client';
  readonly allowed: boolean;
  readonly unrestricted: boolean;
  readonly rules: readonly MatchedRule[];
}

export interface Decision {
  readonly allowed: boolean;
  /** What decided: the first rule that allows, or what is missing. */
  readonly rule: string;
  readonly entry: EntryVerdict;
  readonly sides: readonly SideDecision[];
  /** Fields that must not be shown. */
  readonly hidden_fields: readonly string[];
  /** Fields that must not be changed. */
  readonly read_only_fields: readonly string[];
}

type Match = readonly [AppliedPolicy, Rule];

/** Whether the granted scopes let a rule count. */
export function countsInScope({ scopes }: Rule, scope: readonly string[]): boolean {
  return scopes.length === 0 || scopes.some((value) => scope.includes(value));
}

/** The policies of one side that count now. */
export function countingPolicies(bearer: Bearer, facts: AccessFacts): readonly AppliedPolicy[] {
  return bearer.policies.filter((applied) => whyNot(applied, facts) === undefined);
}

/** Both sides must allow it: the person's policies together, and the client's together. */
export function decide(facts: AccessFacts, question: Question): Decision {
  const sides = sidesOf(facts).map(([side, bearer]) => {
    const matches = bearer.unrestricted ? [] : matchesOf(bearer, facts, question);
    const decision: SideDecision = {
      side,
      unrestricted: bearer.unrestricted,
      allowed: bearer.unrestricted || matches.length > 0,
      rules: matches.map(([{ policy, via }, rule]) => ({
        policy: policy.id,
        policy_name: policy.name,
        rule: rule.name,
        via,
      })),
    };
    return { decision, matches };
  });
  const decisions = sides.map(({ decision }) => decision);
  const allowed = decisions.every((decision) => decision.allowed);
  const fields = (member: 'hidden_fields' | 'read_only_fields') =>
    allowed ? [...new Set(sides.flatMap(({ matches }) => ofEvery(matches, member)))] : [];
  return {
    allowed,
    rule: decisiveRule(decisions),
    entry: judgeEntry(facts),
    sides: decisions,
    hidden_fields: fields('hidden_fields'),
    read_only_fields: fields('read_only_fields'),
  };
}

function matchesOf(bearer: Bearer, facts: AccessFacts, { resource, action }: Question): readonly Match[] {
  const { type, id, properties } = resource;
  const attributes = { ...properties, ...(id !== undefined && { id }) };
  return countingPolicies(bearer, facts).flatMap((applied) =>
    applied.policy.rules
      .filter((rule) => rule.resource.type === '*' || rule.resource.type === type)
      .filter((rule) => rule.actions.includes('*') || rule.actions.includes(action))
      .filter((rule) => countsInScope(rule, facts.scope))
      .filter((rule) => {
        const criteria = resolveCriteria(rule.resource.where, applied, facts);
        return criteria !== undefined && meets(attributes, criteria);
      })
      .map((rule): Match => [applied, rule]),
  );
}

/** Rules of one side are a union: a field is hidden only if each rule that allows hides it. */
function ofEvery(matches: readonly Match[], member: 'hidden_fields' | 'read_only_fields'): readonly string[] {
  const [first, ...others] = matches;
  if (!first) return [];
  return first[1][member].filter((field) => others.every(([, rule]) => rule[member].includes(field)));
}

function decisiveRule(sides: readonly SideDecision[]): string {
  const refusing = sides.find(({ allowed }) => !allowed);
  if (refusing) return `access_policy.${refusing.side}`;
  const first = sides.flatMap(({ rules }) => rules)[0];
  return first ? `${first.policy_name}: ${first.rule}` : 'unrestricted';
}
