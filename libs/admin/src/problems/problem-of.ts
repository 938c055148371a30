import { HttpException } from '@nestjs/common';
import {
  AccountNotFound,
  VersionConflict as AccountVersionConflict,
  GroupNameTaken,
  GroupNotFound,
  HasherBusy,
  InvalidAccount,
  LastOwner,
  MalformedCursor,
  PASSWORD_PROBLEMS,
  SignInNameTaken,
  SubjectTaken,
  TooManyGroups,
  UnusablePassword,
} from '#libs/accounts';
import { InvalidCursor } from '#libs/audit';
import {
  ClientConflict,
  ClientNotFound,
  VersionConflict as ClientVersionConflict,
  InvalidClientMetadata,
  SecretNotFound,
} from '#libs/clients';
import { InvalidPolicy, PolicyInUse, PolicyNameTaken, PolicyNotFound } from '#libs/policies';
import { OAuthError } from '#libs/protocol';
import { RegistryStale } from '#libs/storage';
import { sentence } from '../sentence.js';
import { invalidField, ProblemError, validationFailed } from './problem-error.js';

type ErrorClass<E extends Error> = abstract new (...parameters: never[]) => E;
type Translation = (thrown: unknown) => ProblemError | undefined;

function when<E extends Error>(type: ErrorClass<E>, translate: (error: E) => ProblemError): Translation {
  return (thrown) => (thrown instanceof type ? translate(thrown) : undefined);
}

const notFound = (error: Error) => new ProblemError('not_found', sentence(error.message));
const outdated = () =>
  new ProblemError('version_mismatch', 'Read it again, and decide anew: its ETag is another one now.');
const badCursor = () => invalidField('cursor', 'must be a next_cursor of this list');
type Conflict = 'last_owner' | 'subject_taken' | 'name_taken' | 'policy_in_use' | 'too_many_groups';
const conflict = (code: Conflict) => (error: Error) =>
  new ProblemError(code, sentence(error.message), { cause: error.cause });
const fields = ({ problems }: { problems: readonly { field: string; problem: string }[] }) =>
  validationFailed(problems.map(({ field, problem }) => ({ field, detail: problem })));
const later = (retryAfter: number) => (cause: Error) =>
  new ProblemError('temporarily_unavailable', 'Portico has too much to do just now.', {
    headers: { 'retry-after': String(retryAfter) },
    cause,
  });

/** What the services throw, and the problem that it is. A new error of a service is one line here. */
const TRANSLATIONS: readonly Translation[] = [
  when(ProblemError, (error) => error),
  when(OAuthError, ofOAuth),
  when(InvalidClientMetadata, fields),
  when(ClientNotFound, notFound),
  when(SecretNotFound, notFound),
  when(ClientConflict, ({ reason, message }) => new ProblemError(reason, sentence(message))),
  when(ClientVersionConflict, outdated),
  when(InvalidAccount, fields),
  when(AccountNotFound, notFound),
  when(SignInNameTaken, ({ field }) => nameTaken(field)),
  when(SubjectTaken, conflict('subject_taken')),
  when(LastOwner, conflict('last_owner')),
  when(AccountVersionConflict, outdated),
  when(GroupNotFound, notFound),
  when(GroupNameTaken, conflict('name_taken')),
  when(TooManyGroups, conflict('too_many_groups')),
  when(InvalidPolicy, fields),
  when(PolicyNotFound, notFound),
  when(PolicyNameTaken, conflict('name_taken')),
  when(PolicyInUse, conflict('policy_in_use')),
  when(UnusablePassword, ({ field, problem }) => invalidField(field, PASSWORD_PROBLEMS[problem])),
  when(MalformedCursor, badCursor),
  when(InvalidCursor, badCursor),
  when(HasherBusy, (error) => later(error.retry_after)(error)),
  when(RegistryStale, later(5)),
];

/** Whatever was thrown, as the problem that is answered. What wasn't meant for the caller is not told to it. */
export function problemOf(thrown: unknown): ProblemError {
  for (const translate of TRANSLATIONS) {
    const problem = translate(thrown);
    if (problem) return problem;
  }
  return ofHttp(thrown) ?? new ProblemError('internal_error', 'It was logged.', { cause: thrown });
}

function ofOAuth({ code, status, description, headers }: OAuthError): ProblemError {
  if (status >= 500) return new ProblemError('temporarily_unavailable', sentence(description), { headers });
  const known = code === 'invalid_token' || code === 'insufficient_scope' ? code : 'malformed_request';
  return new ProblemError(known, sentence(description), { headers });
}

function nameTaken(field: string): ProblemError {
  const errors = [{ field, detail: 'is the sign-in name of somebody else' }];
  return new ProblemError('sign_in_name_taken', 'Sign-in names belong to one person each.', { errors });
}

/** What Nest and Fastify refuse before a controller is asked. */
function ofHttp(thrown: unknown): ProblemError | undefined {
  switch (statusOf(thrown)) {
    case 404:
      return new ProblemError('not_found', 'There is no such endpoint.');
    case 413:
      return new ProblemError('body_too_large', 'Send a smaller body.');
    case 415:
      return new ProblemError('unsupported_media_type', 'Send JSON, and say so in Content-Type.');
    case 400:
      return new ProblemError('malformed_request', 'The body must be well-formed JSON.');
    default:
      return undefined;
  }
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  return thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : undefined;
}
