import type { AccountEntity } from './account.entity.js';

/** A person, as read: claims under the names of OpenID Connect Core 1.0 §5.1, times in seconds. */
export type Account = Readonly<AccountEntity>;

/** What an administrator may set; the rest is Portico's own. */
export type AccountFields = Readonly<
  Omit<
    AccountEntity,
    'id' | 'sub' | 'created_at' | 'updated_at' | 'version' | 'unrestricted' | 'access_policies' | 'group_ids'
  >
>;

/** Fields to change; one that is absent stays as it is, null removes. */
export type AccountChanges = Partial<AccountFields>;

/** A person to create. `sub` is given only when it is imported from another provider. */
export type NewAccount = AccountChanges & { readonly sub?: string };

/** A fresh object each time: lists in it become the new person's own. */
const nothingKnown = (): AccountFields => ({
  status: 'enabled',
  admin_role: null,
  roles: [],
  name: null,
  given_name: null,
  family_name: null,
  middle_name: null,
  nickname: null,
  preferred_username: null,
  profile: null,
  picture: null,
  website: null,
  email: null,
  email_verified: false,
  gender: null,
  birthdate: null,
  zoneinfo: null,
  locale: null,
  phone_number: null,
  phone_number_verified: false,
  address: null,
  custom_attributes: {},
});

/** The names of all fields that can be set, for rows and for questions such as "what changed". */
export const ACCOUNT_FIELDS = Object.keys(nothingKnown()) as readonly (keyof AccountFields)[];

/** The row of a person who is to be created now. */
export function newAccount(
  given: NewAccount,
  made: { readonly id: string; readonly sub: string; readonly now: number; readonly unrestricted: boolean },
): Account {
  return {
    ...applyChanges(nothingKnown(), given),
    id: made.id,
    sub: given.sub ?? made.sub,
    unrestricted: made.unrestricted,
    access_policies: null,
    group_ids: null,
    created_at: made.now,
    updated_at: made.now,
    version: 1,
  };
}

/**
 * The fields after a change. An e-mail address or telephone number that changes is unverified unless the same
 * change says otherwise, and without a value nothing is verified.
 */
export function applyChanges<T extends AccountFields>(current: T, changes: AccountChanges): T {
  const given = Object.fromEntries(
    ACCOUNT_FIELDS.filter((field) => changes[field] !== undefined).map((field) => [field, changes[field]]),
  );
  const next: T = { ...current, ...given };
  return {
    ...next,
    email_verified: verified(next.email, current.email, next.email_verified, changes.email_verified),
    phone_number_verified: verified(
      next.phone_number,
      current.phone_number,
      next.phone_number_verified,
      changes.phone_number_verified,
    ),
  };
}

function verified(
  value: string | null,
  before: string | null,
  kept: boolean,
  said: boolean | undefined,
): boolean {
  if (value === null) return false;
  return value === before ? kept : (said ?? false);
}

/** Fields that aren't part of the profile which the `updated_at` claim speaks of. */
const NOT_OF_THE_PROFILE: ReadonlySet<string> = new Set([
  'status',
  'admin_role',
  'roles',
  'custom_attributes',
]);

/** Which fields differ, and whether one of them belongs to the profile. OpenID Connect Core 1.0 §5.1 `updated_at` */
export function whatChanged(
  before: AccountFields,
  after: AccountFields,
): { readonly fields: readonly (keyof AccountFields)[]; readonly profile: boolean } {
  const fields = ACCOUNT_FIELDS.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return { fields, profile: fields.some((field) => !NOT_OF_THE_PROFILE.has(field)) };
}

/** Whether this person is one who can administer everything now. */
export function isActiveOwner(account: Pick<Account, 'admin_role' | 'status'>): boolean {
  return account.admin_role === 'owner' && account.status === 'enabled';
}

/** Whether these changes would take this person from those who can administer everything. */
export function stopsBeingOwner(before: Account, after: Account): boolean {
  return isActiveOwner(before) && !isActiveOwner(after);
}

/** The roles that only the second has. */
export function rolesGained(
  before: Pick<Account, 'roles'>,
  after: Pick<Account, 'roles'>,
): readonly string[] {
  return after.roles.filter((role) => !before.roles.includes(role));
}
