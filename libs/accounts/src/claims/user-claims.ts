import type { AddressClaim } from '../account.entity.js';
import type { Account } from '../account.js';

type ClaimSource = (account: Account) => unknown;

/** Every claim that an account can answer, and from where. OpenID Connect Core 1.0 §5.1 */
const CLAIM_SOURCES: Readonly<Record<string, ClaimSource>> = {
  name: ({ name }) => name,
  given_name: ({ given_name }) => given_name,
  family_name: ({ family_name }) => family_name,
  middle_name: ({ middle_name }) => middle_name,
  nickname: ({ nickname }) => nickname,
  preferred_username: ({ preferred_username }) => preferred_username,
  profile: ({ profile }) => profile,
  picture: ({ picture }) => picture,
  website: ({ website }) => website,
  email: ({ email }) => email,
  email_verified: ({ email, email_verified }) => (email ? email_verified : null),
  gender: ({ gender }) => gender,
  birthdate: ({ birthdate }) => birthdate,
  zoneinfo: ({ zoneinfo }) => zoneinfo,
  locale: ({ locale }) => locale,
  phone_number: ({ phone_number }) => phone_number,
  phone_number_verified: ({ phone_number, phone_number_verified }) =>
    phone_number ? phone_number_verified : null,
  address: ({ address }) => addressClaim(address),
  updated_at: ({ updated_at }) => updated_at,
};

/** What `userClaims` can answer; `sub` is the caller's, for it may be pairwise. */
export const USER_CLAIMS: readonly string[] = Object.keys(CLAIM_SOURCES);

/**
 * The claims of these names that the account has: strings never empty, flags as booleans and only with what they
 * verify, `updated_at` in seconds, `address` an object. Names it doesn't know are left out, as OpenID Connect
 * Core 1.0 §5.3.2 and §5.5.1 demand.
 */
export function userClaims(account: Account, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(CLAIM_SOURCES)
      .filter(([name]) => names.has(name))
      .map(([name, source]) => [name, source(account)])
      .filter(([, value]) => value !== null && value !== ''),
  );
}

/** OpenID Connect Core 1.0 §5.1.1 */
function addressClaim(address: AddressClaim | null): AddressClaim | null {
  const members = Object.entries(address ?? {}).filter(([, value]) => value);
  return members.length > 0 ? Object.fromEntries(members) : null;
}
