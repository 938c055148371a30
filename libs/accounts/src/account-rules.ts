import { isSubject, normaliseSignInName } from '#libs/protocol';
import { ACCOUNT_STATUSES, ADMIN_ROLES } from './account.entity.js';
import type { NewAccount } from './account.js';
import type { FieldProblem } from './account-errors.js';
import {
  isBirthdate,
  isEmailAddress,
  isLocale,
  isPhoneNumber,
  isTimeZone,
  isWebAddress,
} from './claims/claim-forms.js';
import { checkAddress, checkCustomAttributes, checkRoles } from './claims/structured-rules.js';
import { booleanRule, oneOf, orNull, type Rule, textOfForm, textRule } from './claims/text-rules.js';

/** The fields that `ACCOUNT_RULES` has a rule for. */
export type AccountField = keyof NewAccount;

const text = orNull(textRule(255));
const webAddress = orNull(textOfForm(2000, isWebAddress, 'an http or https URL'));
const isSignInName = (name: string) => normaliseSignInName(name) !== undefined;

/** What each field of a person may be. One table, for every way in: REST, set-up page, configuration. */
export const ACCOUNT_RULES: { readonly [field in AccountField]-?: Rule } = {
  sub: (value) => (isSubject(value) ? undefined : 'must be 1 to 255 visible ASCII characters'),
  status: oneOf(ACCOUNT_STATUSES),
  admin_role: orNull(oneOf(ADMIN_ROLES)),
  roles: checkRoles,
  name: text,
  given_name: text,
  family_name: text,
  middle_name: text,
  nickname: text,
  preferred_username: orNull(textOfForm(255, isSignInName, 'one word')),
  profile: webAddress,
  picture: webAddress,
  website: webAddress,
  email: orNull(textOfForm(320, isEmailAddress, 'an e-mail address')),
  email_verified: booleanRule,
  gender: orNull(textRule(64)),
  birthdate: orNull(textOfForm(10, isBirthdate, 'a date as YYYY-MM-DD, 0000-MM-DD or YYYY')),
  zoneinfo: orNull(textOfForm(64, isTimeZone, 'an IANA time zone name such as Europe/Paris')),
  locale: orNull(textOfForm(35, isLocale, 'a BCP 47 language tag such as fr-CA')),
  phone_number: orNull(textOfForm(32, isPhoneNumber, 'an E.164 number such as +33 1 23 45 67 89')),
  phone_number_verified: booleanRule,
  address: orNull(checkAddress),
  custom_attributes: checkCustomAttributes,
};

/** Everything that is wrong with what was given, in the table's order; a field that is absent is fine. */
export function accountProblems(given: NewAccount): readonly FieldProblem[] {
  return (Object.keys(ACCOUNT_RULES) as AccountField[]).flatMap((field) => {
    const value = given[field];
    const problem = value === undefined ? undefined : ACCOUNT_RULES[field](value);
    return problem === undefined ? [] : [{ field, problem }];
  });
}
