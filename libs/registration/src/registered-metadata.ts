import {
  asObject,
  type ClientMetadata,
  InvalidClientMetadata,
  METADATA_DEFAULTS,
  profileRules,
} from '#libs/clients';
import { findResponseType, formatScope, OAuthError, parseScope, type ResponseType } from '#libs/protocol';
import { refuseSectorOfDevice } from './device-sector.js';
import { ADMINISTRATOR_MEMBERS, CLIENT_MEMBERS } from './registration-members.js';

/** What is not the client's to say. */
export interface Terms {
  /** The metadata that the client has; of a new one, only its profile. */
  readonly held: Partial<ClientMetadata> & Pick<ClientMetadata, 'profile'>;
  /** Whether it may act for itself (`client_credentials`). */
  readonly machines: boolean;
  /** What it may ask of the authorization endpoint besides `code`. */
  readonly response_types: readonly ResponseType[];
}

/**
 * What to register for a client that sent this: its own members as it sent them, an administrator's as they are, and
 * nothing of what Portico doesn't know. RFC 7591 §2: what isn't understood is ignored.
 * @returns all members, to be checked like an administrator's
 * @throws InvalidClientMetadata
 */
export function registeredMetadata(sent: unknown, terms: Terms): object {
  const { held, machines } = terms;
  const own = pick(asObject(sent), CLIENT_MEMBERS);
  refuseResponseTypes(own['response_types'], terms);
  refuseSectorOfDevice(own, held);
  const metadata = {
    ...own,
    ...pick(held, ADMINISTRATOR_MEMBERS),
    require_pkce: pkceOf(own['token_endpoint_auth_method'], held),
    scope: narrowed(own['scope'], held),
    require_pushed_authorization_requests: tightened(own['require_pushed_authorization_requests'], held),
  };
  if (!machines && !held.grant_types?.includes(MACHINE) && isListWith(own['grant_types'], MACHINE)) {
    throw invalid('grant_types', 'may hold client_credentials only where an administrator says so');
  }
  return metadata;
}

const MACHINE = 'client_credentials';

/** Those that nobody knows are left to their own check. RFC 9700 §2.1.2 */
function refuseResponseTypes(types: unknown, { held, response_types }: Terms): void {
  const allowed = new Set<string>(['code', ...response_types, ...(held.response_types ?? [])]);
  const asked = Array.isArray(types) ? types.map((type) => findResponseType(String(type))) : [];
  if (asked.every((type) => type === undefined || allowed.has(type))) return;
  throw invalid(
    'response_types',
    `may hold more than ${[...allowed].join(', ')} only where an administrator says so`,
  );
}

/**
 * RFC 7591 §2, `scope`: what the profile allows, and what an administrator gave besides. The rest of it is left out,
 * as the answer tells; one of which nothing would be left is refused.
 */
function narrowed(scope: unknown, held: Terms['held']): unknown {
  if (typeof scope !== 'string') return scope;
  const asked = parsed(scope);
  if (asked === undefined) return scope;
  const { token_endpoint_auth_method } = METADATA_DEFAULTS;
  const ofProfile = profileRules({ token_endpoint_auth_method, profile: held.profile }).scope;
  const allowed = [...parseScope(ofProfile), ...parseScope(held.scope ?? undefined)];
  const left = asked.filter((value) => allowed.includes(value));
  if (left.length > 0) return formatScope(left);
  throw invalid('scope', `must hold at least one of: ${ofProfile}`);
}

/** Undefined when it isn't a scope; its own check says so. */
function parsed(scope: string): readonly string[] | undefined {
  try {
    return parseScope(scope);
  } catch (error) {
    if (error instanceof OAuthError) return undefined;
    throw error;
  }
}

/** A client may bind itself to more than its rules demand, never to less. RFC 9126 §6 */
function tightened(
  required: unknown,
  { require_pushed_authorization_requests: held }: Terms['held'],
): unknown {
  return required === false || required === undefined || required === null ? (held ?? null) : required;
}

/**
 * What an administrator relaxed for a client that authenticates isn't meant for it once it doesn't any more. A client
 * that becomes public by its own doing falls back to its profile. RFC 9700 §2.1.1
 */
function pkceOf(
  method: unknown,
  { require_pkce, token_endpoint_auth_method }: Terms['held'],
): boolean | null | undefined {
  const becomesPublic = method === 'none' && token_endpoint_auth_method !== 'none';
  return becomesPublic && require_pkce === false ? null : require_pkce;
}

function pick(from: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}

function isListWith(value: unknown, item: string): boolean {
  return Array.isArray(value) && value.includes(item);
}

function invalid(field: string, problem: string): InvalidClientMetadata {
  return new InvalidClientMetadata([{ field, problem }]);
}
