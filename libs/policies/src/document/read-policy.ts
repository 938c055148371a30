import { networkProblem } from '../engine/network.js';
import {
  type Entry,
  PARAMETER_TYPES,
  type Parameter,
  type PolicyDocument,
  type Rule,
} from '../engine/policy.js';
import { checkCriterion, readCriterion } from './criterion.js';
import { InvalidPolicy, type PolicyProblem } from './policy-error.js';
import { checkedText, choice, list, object, orNull, type Read, type Report, text, whole } from './reading.js';

/** Rules that one policy may have; who needs more has several policies. */
export const MOST_RULES = 200;
/** Bytes of a policy as JSON: what a TEXT column of MySQL holds. */
const LONGEST = 60_000;
/** Problems that are told at once. */
const MOST_PROBLEMS = 50;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LAST_SECOND = 253_402_300_799;

const same = <T>(item: T) => item;
const words = (longest: number, is: RegExp, rule: string, most: number, least = 0) =>
  list(text(longest, { is, rule }), { least, most, distinct: same });
const ids = words(36, UUID, 'must be a UUID in lower case', 200);
const fields = words(128, /^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits and _ . : -', 200);
const typeName = text(128, {
  is: /^(?:\*|[\w.:/-]{1,128})$/,
  rule: 'must be * or 1 to 128 letters, digits and _ . : / -',
});

const rule: Read<Rule> = object<Rule>({
  name: { read: text(64) },
  resource: {
    read: object<Rule['resource']>({
      type: { read: typeName },
      where: { read: list(readCriterion, { most: 20 }), otherwise: [] },
    }),
  },
  actions: {
    read: words(64, /^(?:\*|[\w.:-]{1,64})$/, 'must be * or 1 to 64 letters, digits and _ . : -', 50, 1),
  },
  scopes: {
    read: words(128, /^[\x21\x23-\x5B\x5D-\x7E]{1,128}$/, 'must be one value of scope', 50),
    otherwise: [],
  },
  hidden_fields: { read: fields, otherwise: [] },
  read_only_fields: { read: fields, otherwise: [] },
});

const NO_CONDITION: Entry = {
  roles: [],
  groups: [],
  people: [],
  networks: [],
  valid_from: null,
  valid_until: null,
  access_token_lifetime: null,
};

const entry: Read<Entry> = object<Entry>({
  roles: { read: words(64, /^[A-Za-z0-9][\w.:/-]{0,63}$/, 'must be a role', 200), otherwise: [] },
  groups: { read: ids, otherwise: [] },
  people: { read: ids, otherwise: [] },
  networks: { read: list(checkedText(64, networkProblem), { most: 200, distinct: same }), otherwise: [] },
  valid_from: { read: orNull(whole(0, LAST_SECOND)), otherwise: null },
  valid_until: { read: orNull(whole(0, LAST_SECOND)), otherwise: null },
  access_token_lifetime: { read: orNull(whole(30, 86_400)), otherwise: null },
});

const parameter: Read<Parameter> = object<Parameter>({
  name: {
    read: text(64, {
      is: /^[A-Za-z]\w{0,63}$/,
      rule: 'must be a letter, then up to 63 letters, digits and _',
    }),
  },
  type: { read: choice(PARAMETER_TYPES) },
  description: { read: orNull(text(255)), otherwise: null },
});

const policy: Read<PolicyDocument> = object<PolicyDocument>({
  name: { read: text(128) },
  description: { read: orNull(text(1000)), otherwise: null },
  parameters: { read: list(parameter, { most: 20, distinct: (one) => one.name }), otherwise: [] },
  entry: { read: entry, otherwise: NO_CONDITION },
  rules: { read: list(rule, { most: MOST_RULES, distinct: (one) => one.name }), otherwise: [] },
});

/**
 * A complete, checked policy from what was sent: a closed set of members, with their defaults.
 * @throws InvalidPolicy that points to each member at fault
 */
export function readPolicy(sent: unknown): PolicyDocument {
  const problems: PolicyProblem[] = [];
  const report: Report = (field, problem) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ field: field === '' ? '/' : field, problem });
  };
  const read = policy(sent, '', report);
  if (problems.length === 0) checkTogether(read, report);
  if (problems.length > 0) throw new InvalidPolicy(problems);
  return read;
}

/** What goes together, once each member has its form. */
function checkTogether(
  { parameters, entry: conditions, rules, ...rest }: PolicyDocument,
  report: Report,
): void {
  const { valid_from, valid_until } = conditions;
  if (valid_from !== null && valid_until !== null && valid_until <= valid_from) {
    report('/entry/valid_until', 'must be later than valid_from');
  }
  for (const [index, { resource }] of rules.entries()) {
    for (const [position, criterion] of resource.where.entries()) {
      const problem = checkCriterion(criterion, parameters);
      if (problem) report(`/rules/${index}/resource/where/${position}/value`, problem);
    }
  }
  if (Buffer.byteLength(JSON.stringify({ parameters, conditions, rules, ...rest })) > LONGEST) {
    report('/', `must have at most ${LONGEST} bytes as JSON`);
  }
}
