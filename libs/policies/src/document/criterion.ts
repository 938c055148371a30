import { isVariable } from '../engine/criteria.js';
import {
  type Criterion,
  OPERATORS,
  type Operator,
  type Parameter,
  type ParameterValue,
  type Scalar,
  VARIABLES,
  type Variable,
} from '../engine/policy.js';
import { choice, isObject, list, object, type Read, text } from './reading.js';

const LONGEST_TEXT = 1000;

const scalar: Read<Scalar> = (value, at, report) => {
  if (isScalar(value)) return value;
  report(at, `must be a text of up to ${LONGEST_TEXT} characters, a number, true or false`);
  return undefined as never;
};

const variable: Read<Variable> = object<Variable>({
  variable: { read: text(74) },
});

/** One value, a list of them, or a variable. */
const value: Read<ParameterValue | Variable> = (sent, at, report) => {
  if (Array.isArray(sent)) return list(scalar, { most: 200 })(sent, at, report);
  return isObject(sent) ? variable(sent, at, report) : scalar(sent, at, report);
};

/** One condition on an attribute, by its form alone. */
export const readCriterion: Read<Criterion> = object<Criterion>({
  attribute: {
    read: text(64, {
      is: /^[A-Za-z_][\w.:-]{0,63}$/,
      rule: 'must be a letter or _, then up to 63 letters, digits and _ . : -',
    }),
  },
  operator: { read: choice(OPERATORS) },
  value: { read: value },
});

/** How many values an operator compares with. */
const NEEDS: Readonly<Record<Operator, 'one' | 'many' | 'flag' | 'ordered'>> = {
  equals: 'one',
  not_equals: 'one',
  in: 'many',
  not_in: 'many',
  contains: 'one',
  at_least: 'ordered',
  at_most: 'ordered',
  exists: 'flag',
};

/** Whether the operator can do anything with its value; what is wrong, to be read after the value. */
export function checkCriterion(
  { operator, value: given }: Criterion,
  parameters: readonly Parameter[],
): string | undefined {
  const need = NEEDS[operator];
  if (isVariable(given)) {
    const amount = amountOf(given, parameters);
    if (amount === undefined) {
      return `must name a declared parameter.NAME, or one of ${Object.keys(VARIABLES).join(', ')}`;
    }
    if (need === 'flag') return 'must be true or false';
    return (need === 'many') === (amount === 'many') ? undefined : wrongAmount(need === 'many');
  }
  if (need === 'flag') return typeof given === 'boolean' ? undefined : 'must be true or false';
  if (Array.isArray(given) !== (need === 'many')) return wrongAmount(need === 'many');
  return need === 'ordered' && typeof given === 'boolean' ? 'must be a number or a text' : undefined;
}

/** Whether a declared type takes this value. */
export function fitsType(given: unknown, type: Parameter['type']): boolean {
  if (type === 'texts') return Array.isArray(given) && given.length <= 200 && given.every(isText);
  return type === 'text' ? isText(given) : isScalar(given) && typeof given === type;
}

function amountOf(
  { variable: named }: Variable,
  parameters: readonly Parameter[],
): 'one' | 'many' | undefined {
  const declared = parameters.find(({ name }) => named === `parameter.${name}`);
  if (declared) return declared.type === 'texts' ? 'many' : 'one';
  return Object.hasOwn(VARIABLES, named) ? VARIABLES[named as keyof typeof VARIABLES] : undefined;
}

function wrongAmount(many: boolean): string {
  return many
    ? 'must be a list: this operator compares with several'
    : 'must be one value: for a list there is in';
}

function isText(given: unknown): given is string {
  return typeof given === 'string' && given.length <= LONGEST_TEXT;
}

function isScalar(given: unknown): given is Scalar {
  return isText(given) || typeof given === 'boolean' || (typeof given === 'number' && Number.isFinite(given));
}
