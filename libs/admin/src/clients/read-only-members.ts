import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../problems/problem-error.js';
import { validationFailed } from '../problems/problem-error.js';
import type { ClientDto } from './client.dto.js';

const READ_ONLY = [
  'client_id',
  'client_secret',
  'client_secret_expires_at',
  'secrets',
  'registered_by',
  'created_at',
  'updated_at',
  'version',
] as const satisfies readonly (keyof ClientDto)[];

/**
 * What remains to be written of a representation that was read, changed, and sent back whole: members that Portico
 * makes may be in it as they are, for they change nothing. The version is `If-Match`'s to say, and no body's.
 * @throws ProblemError validation_failed when one of them is different
 */
export function withoutReadOnlyMembers(sent: unknown, current: ClientDto): unknown {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return sent;
  const members = Object.entries(sent).filter(([name]) => !isReadOnly(name));
  const errors = READ_ONLY.flatMap((field): FieldError[] => {
    const value: unknown = Object.getOwnPropertyDescriptor(sent, field)?.value;
    if (value === undefined || isDeepStrictEqual(value, toJson(current[field]))) return [];
    return [{ field, detail: 'is read-only; leave it out, or as it is' }];
  });
  if (errors.length > 0) throw validationFailed(errors);
  return Object.fromEntries(members);
}

function isReadOnly(name: string): boolean {
  return READ_ONLY.some((one) => one === name);
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
