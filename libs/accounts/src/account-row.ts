import type { SqlValue } from '#libs/storage';
import { ACCOUNT_FIELDS, type Account } from './account.js';

/** A row of `accounts` as the driver gives it: booleans as 0 and 1, JSON as its text. */
export type AccountRow = Readonly<Record<keyof Account, string | number | null>>;

export const ACCOUNT_COLUMNS: readonly (keyof Account)[] = [
  'id',
  'sub',
  ...ACCOUNT_FIELDS,
  'unrestricted',
  'access_policies',
  'group_ids',
  'created_at',
  'updated_at',
  'version',
];

const JSON_COLUMNS: ReadonlySet<keyof Account> = new Set([
  'roles',
  'address',
  'custom_attributes',
  'access_policies',
  'group_ids',
]);
const BOOLEAN_COLUMNS: ReadonlySet<keyof Account> = new Set([
  'email_verified',
  'phone_number_verified',
  'unrestricted',
]);

export function accountFromRow(row: AccountRow): Account {
  return Object.fromEntries(
    ACCOUNT_COLUMNS.map((column) => [column, fromColumn(column, row[column])]),
  ) as unknown as Account;
}

/** The value of one column, to be bound to a statement. */
export function toColumn(account: Account, column: keyof Account): SqlValue {
  const value = account[column];
  if (JSON_COLUMNS.has(column)) return value === null ? null : JSON.stringify(value);
  return value as SqlValue;
}

function fromColumn(column: keyof Account, value: string | number | null): unknown {
  if (value === null) return null;
  if (JSON_COLUMNS.has(column)) return JSON.parse(String(value));
  return BOOLEAN_COLUMNS.has(column) ? Boolean(value) : value;
}
