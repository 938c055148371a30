import type { AccessFacts, AppliedPolicy, Bearer, Via } from './facts.js';
import { isInNetworks } from './network.js';

/** Why a policy doesn't count. */
export type WhyNot = 'no_person' | 'not_named' | 'network' | 'network_unknown' | 'not_yet' | 'no_longer';

/** Whether one policy counts now. */
export interface PolicyVerdict {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly via: Via;
  readonly counts: boolean;
  readonly why_not?: WhyNot;
}

/** What one side brings. `admitted`: it is unrestricted, or one policy counts. */
export interface SideVerdict {
  readonly side: 'person' | 'client';
  readonly unrestricted: boolean;
  readonly admitted: boolean;
  readonly policies: readonly PolicyVerdict[];
}

/** Whether anything may be issued. */
export interface EntryVerdict {
  readonly admitted: boolean;
  readonly sides: readonly SideVerdict[];
  /** Seconds that an access token lives at most; undefined: no bound. */
  readonly access_token_lifetime?: number;
  /** Epoch seconds after which nothing that is issued lives; undefined: no bound. */
  readonly expires_at?: number;
}

/** The sides of a decision, by name: a client that acts for itself stands alone. */
export function sidesOf({
  client,
  person,
}: AccessFacts): readonly (readonly ['person' | 'client', Bearer])[] {
  return person
    ? [
        ['person', person],
        ['client', client],
      ]
    : [['client', client]];
}

/** Why a policy doesn't count now; undefined when it does. */
export function whyNot({ policy: { entry } }: AppliedPolicy, facts: AccessFacts): WhyNot | undefined {
  const { roles, groups, people, networks, valid_from, valid_until } = entry;
  if (valid_from !== null && facts.now < valid_from) return 'not_yet';
  if (valid_until !== null && facts.now >= valid_until) return 'no_longer';
  if (roles.length + groups.length + people.length > 0) {
    const { person } = facts;
    if (!person) return 'no_person';
    const named =
      people.includes(person.id) ||
      person.roles.some((role) => roles.includes(role)) ||
      person.groups.some(({ id }) => groups.includes(id));
    if (!named) return 'not_named';
  }
  if (networks.length === 0 || facts.network === undefined) return undefined;
  if (facts.network === null) return 'network_unknown';
  return isInNetworks(facts.network, networks) ? undefined : 'network';
}

/**
 * Whether these facts admit anybody to anything: each side must be unrestricted, or have a policy that counts. The
 * policies of one side are a union, so the most generous lifetime holds; of two sides the shorter.
 */
export function judgeEntry(facts: AccessFacts): EntryVerdict {
  const sides = sidesOf(facts).map(([side, bearer]) => {
    const judged = bearer.policies.map((applied) => ({ applied, why_not: whyNot(applied, facts) }));
    const counting = judged.filter(({ why_not }) => why_not === undefined).map(({ applied }) => applied);
    const verdict: SideVerdict = {
      side,
      unrestricted: bearer.unrestricted,
      admitted: bearer.unrestricted || counting.length > 0,
      policies: judged.map(({ applied, why_not }) => verdictOn(applied, why_not)),
    };
    return { verdict, counting: bearer.unrestricted ? [] : counting };
  });
  const bound = (member: 'access_token_lifetime' | 'valid_until') =>
    shortest(sides.map(({ counting }) => longest(counting.map(({ policy }) => policy.entry[member]))));
  return {
    admitted: sides.every(({ verdict }) => verdict.admitted),
    sides: sides.map(({ verdict }) => verdict),
    access_token_lifetime: bound('access_token_lifetime'),
    expires_at: bound('valid_until'),
  };
}

function verdictOn({ policy, via }: AppliedPolicy, why_not: WhyNot | undefined): PolicyVerdict {
  const { id, name, version } = policy;
  return { id, name, version, via, counts: why_not === undefined, ...(why_not && { why_not }) };
}

/** Of a union: no bound where one has none, or where there is none at all. */
function longest(bounds: readonly (number | null)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== null);
  return given.length === 0 || given.length < bounds.length ? undefined : Math.max(...given);
}

function shortest(bounds: readonly (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
