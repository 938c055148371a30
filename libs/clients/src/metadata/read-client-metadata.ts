import { type ValidationError, validateSync } from 'class-validator';
import { findResponseType } from '#libs/protocol';
import { checkClientMetadata, type MetadataSettings } from './check-client-metadata.js';
import { ClientMetadataDto } from './client-metadata.dto.js';
import { type ClientMetadata, METADATA_DEFAULTS, METADATA_FIELDS } from './client-metadata.js';
import { TEXT_LIST } from './fields.js';
import { grantTypesOf } from './grant-types.js';
import { InvalidClientMetadata } from './invalid-client-metadata.js';
import type { Problem } from './problem.js';
import { type TextListLimits, textListProblems } from './text-list.js';

/**
 * Complete, checked metadata from what was sent: a closed set of members, defaults where they are absent or null.
 * @throws InvalidClientMetadata with every problem
 */
export function readClientMetadata(sent: unknown, settings: MetadataSettings): ClientMetadata {
  const members = asObject(sent);
  const dto = Object.assign(new ClientMetadataDto(), ownMembers(members));
  const problems = [...unknownMembers(members), ...validateSync(dto).flatMap(problemsOf)];
  if (problems.length > 0) throw new InvalidClientMetadata(problems);

  const metadata = withDefaults(dto);
  const inside = checkClientMetadata(metadata, settings);
  if (inside.length > 0) throw new InvalidClientMetadata(inside);
  return metadata;
}

/** @throws InvalidClientMetadata when what was sent is not a JSON object */
export function asObject(sent: unknown): object {
  if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) return sent;
  throw new InvalidClientMetadata([{ field: 'body', problem: 'must be a JSON object' }]);
}

function ownMembers(sent: object): ClientMetadataDto {
  const known = Object.entries(sent).filter(([name]) => METADATA_FIELDS.some((field) => field === name));
  return Object.fromEntries(known.map(([name, value]) => [name, inUsualOrder(name, value)]));
}

/** The words of a response type in one order, so that it is found again by `===`. RFC 6749 §3.1.1 */
function inUsualOrder(name: string, value: unknown): unknown {
  if (name !== 'response_types' || !Array.isArray(value)) return value;
  return value.map((type) => (typeof type === 'string' ? (findResponseType(type) ?? type) : type));
}

/** The name of a member that isn't ours is repeated only if it looks like one. */
function unknownMembers(sent: object): Problem[] {
  return Object.keys(sent)
    .filter((name) => !METADATA_FIELDS.some((field) => field === name))
    .map((name) => (/^\w{1,64}$/.test(name) ? name : 'body'))
    .map((field) => ({
      field,
      problem:
        field === 'body'
          ? 'holds a member that clients do not have'
          : 'is not a member of clients; leave it out',
    }));
}

function problemsOf(error: ValidationError): Problem[] {
  const limits = error.contexts?.[TEXT_LIST] as TextListLimits | undefined;
  if (limits !== undefined) return textListProblems(error.property, error.value, limits);
  const [problem = 'is not valid'] = Object.values(error.constraints ?? {});
  return [{ field: error.property, problem }];
}

function withDefaults(dto: ClientMetadataDto): ClientMetadata {
  const given = Object.entries(dto).filter(([, value]) => value !== undefined && value !== null);
  const metadata: ClientMetadata = { ...METADATA_DEFAULTS, ...Object.fromEntries(given) };
  const { response_types } = dto;
  // Each of the two follows from the other where it is left out: RFC 7591 §2.1.
  const grant_types = dto.grant_types ?? grantTypesFor(response_types) ?? metadata.grant_types;
  const codeFlow = grant_types.includes('authorization_code');
  return { ...metadata, grant_types, response_types: response_types ?? (codeFlow ? ['code'] : []) };
}

/** Undefined when no response type says anything. */
function grantTypesFor(response_types: readonly string[] | null | undefined): string[] | undefined {
  const grants = [...new Set((response_types ?? []).flatMap(grantTypesOf))];
  return grants.length > 0 ? grants : undefined;
}
