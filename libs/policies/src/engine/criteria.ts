import type { AccessFacts, AppliedPolicy } from './facts.js';
import type { Criterion, Operator, ParameterValue, Scalar, Variable } from './policy.js';

/** A criterion whose value is known. */
export interface ResolvedCriterion {
  readonly attribute: string;
  readonly operator: Operator;
  readonly value: ParameterValue;
}

/** What a resource is known to be; of any shape, for others say it. */
export type Attributes = Readonly<Record<string, unknown>>;

export function isVariable(value: Criterion['value']): value is Variable {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The criteria with their values; undefined when one has none here, so that they can't be met. */
export function resolveCriteria(
  criteria: readonly Criterion[],
  { parameters }: AppliedPolicy,
  facts: AccessFacts,
): readonly ResolvedCriterion[] | undefined {
  const resolved: ResolvedCriterion[] = [];
  for (const { attribute, operator, value } of criteria) {
    const known = isVariable(value) ? variableIn(facts, value, parameters) : value;
    if (known === undefined) return undefined;
    resolved.push({ attribute, operator, value: known });
  }
  return resolved;
}

function variableIn(
  { person, client }: AccessFacts,
  { variable }: Variable,
  parameters: AppliedPolicy['parameters'],
): ParameterValue | undefined {
  const name = variable.startsWith('parameter.') ? variable.slice('parameter.'.length) : undefined;
  if (name !== undefined) return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  switch (variable) {
    case 'person.id':
      return person?.id;
    case 'person.sub':
      return person?.sub;
    case 'person.email':
      return person?.email ?? undefined;
    case 'person.roles':
      return person?.roles;
    case 'person.groups':
      return person?.groups.map(({ id }) => id);
    case 'person.group_names':
      return person?.groups.map(({ name: group }) => group);
    case 'client.id':
      return client.client_id;
    default:
      return undefined;
  }
}

/** Whether a resource meets all of these. */
export function meets(attributes: Attributes, criteria: readonly ResolvedCriterion[]): boolean {
  return criteria.every(({ attribute, operator, value }) => {
    const found = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    const present = found !== undefined && found !== null;
    if (operator === 'exists') return present === value;
    return present && COMPARISONS[operator](found, value);
  });
}

type Comparison = (found: unknown, value: ParameterValue) => boolean;

/** What is compared is of one type: `"1"` isn't `1`. Of a list, one entry has to be among others, or none. */
const COMPARISONS: Readonly<Record<Exclude<Operator, 'exists'>, Comparison>> = {
  equals: (found, value) => found === value,
  not_equals: (found, value) => isScalar(found) && found !== value,
  in: (found, value) => isList(value) && entries(found).some((one) => value.some((other) => other === one)),
  not_in: (found, value) =>
    isList(value) && entries(found).every((one) => !value.some((other) => other === one)),
  contains: (found, value) => Array.isArray(found) && found.some((one) => one === value),
  at_least: (found, value) => difference(found, value) >= 0,
  at_most: (found, value) => difference(found, value) <= 0,
};

function entries(found: unknown): readonly unknown[] {
  return Array.isArray(found) ? found : [found];
}

function isList(value: ParameterValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Numbers by size, texts by their code units, as ISO dates are meant to be. NaN where there is no order. */
function difference(found: unknown, value: ParameterValue): number {
  if (typeof found === 'number' && typeof value === 'number') return found - value;
  if (typeof found !== 'string' || typeof value !== 'string') return Number.NaN;
  return found === value ? 0 : found < value ? -1 : 1;
}
