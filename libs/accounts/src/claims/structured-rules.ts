import { linesRule, type Rule, textRule, type Verdict } from './text-rules.js';

const ADDRESS_MEMBERS: Readonly<Record<string, Rule>> = {
  formatted: linesRule(1000),
  street_address: linesRule(500),
  locality: textRule(255),
  region: textRule(255),
  postal_code: textRule(64),
  country: textRule(255),
};

/** The members of the `address` claim and no others. OpenID Connect Core 1.0 §5.1.1 */
export function checkAddress(value: unknown): Verdict {
  if (!isPlainObject(value)) return 'must be an object';
  for (const [member, text] of Object.entries(value)) {
    const rule = Object.hasOwn(ADDRESS_MEMBERS, member) ? ADDRESS_MEMBERS[member] : undefined;
    if (!rule) return `must have no members but ${Object.keys(ADDRESS_MEMBERS).join(', ')}`;
    const verdict = rule(text);
    if (verdict) return `has a ${member} that ${verdict}`;
  }
  return Object.keys(value).length === 0 ? 'must have a member; null removes it' : undefined;
}

const MOST_ROLES = 100;
const ROLE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;

/** Roles in applications: words that can stand in a token or a header. */
export function checkRoles(value: unknown): Verdict {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > MOST_ROLES) return `must have at most ${MOST_ROLES} entries`;
  if (!value.every((role) => typeof role === 'string' && ROLE.test(role))) {
    return 'must have words of 1 to 64 letters, digits and . _ : / -';
  }
  return new Set(value).size === value.length ? undefined : 'must name each role once';
}

const LONGEST_ATTRIBUTES = 16_384;
const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;

/** Whatever a deployment wants to remember of a person, by its own names; JSON of a bounded size. */
export function checkCustomAttributes(value: unknown): Verdict {
  if (!isPlainObject(value)) return 'must be an object';
  if (!Object.keys(value).every((name) => ATTRIBUTE.test(name))) {
    return 'must have names of 1 to 64 letters, digits and . _ : -, beginning with a letter';
  }
  const json = JSON.stringify(value);
  if (json.length > LONGEST_ATTRIBUTES) return `must have at most ${LONGEST_ATTRIBUTES} characters as JSON`;
  return undefined;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
