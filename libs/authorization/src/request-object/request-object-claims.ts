import { findResponseType, OAuthError, Parameters } from '#libs/protocol';
import { TICKET_PARAMETER } from '../ticket/ticket.js';

/** What a request object says about itself, not about what is asked for. RFC 7519 §4.1 */
const ABOUT_ITSELF = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', TICKET_PARAMETER];

/**
 * The claims of a request object as the parameters that they stand for: numbers as digits, JSON as text, a list as a
 * repeated parameter. OpenID Connect Core 1.0 §6.1, RFC 9101 §4
 *
 * @throws OAuthError invalid_request_object when it holds a request object of its own
 */
export function parametersIn(claims: Readonly<Record<string, unknown>>): Parameters {
  for (const name of ['request', 'request_uri']) {
    if (Object.hasOwn(claims, name)) {
      throw new OAuthError('invalid_request_object', `a request object must not hold ${name}`, {
        rule: 'RFC 9101 §4',
      });
    }
  }
  const entries = Object.entries(claims)
    .filter(([name]) => !ABOUT_ITSELF.includes(name))
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, asText(one)]));
  return Parameters.fromQuery(new URLSearchParams(entries).toString());
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  try {
    return JSON.stringify(value);
  } catch (cause) {
    // Of what was parsed, only JSON that is nested too deeply can't be written again.
    throw new OAuthError('invalid_request_object', 'a claim of the request object is nested too deeply', {
      rule: 'RFC 9101 §4',
      cause,
    });
  }
}

/**
 * What is asked for: what the object says, and beside it what was sent outside only. OpenID Connect Core 1.0 §6.1
 *
 * @throws OAuthError invalid_request_object when they name different response types
 */
export function mergeRequestObject(outside: Parameters, inside: Parameters): Parameters {
  const [outer, inner] = [outside.get('response_type'), inside.get('response_type')];
  if (outer !== undefined && inner !== undefined && !areSameResponseType(outer, inner)) {
    throw new OAuthError('invalid_request_object', 'response_type differs inside and outside of the object', {
      rule: 'OpenID Connect Core 1.0 §6.1',
    });
  }
  const names = inside.entries.map(([name]) => name);
  const rest = outside.without('request', 'request_uri', ...names).entries;
  const entries = [...rest, ...inside.entries].map(([name, value]): [string, string] => [name, value]);
  return Parameters.fromQuery(new URLSearchParams(entries).toString());
}

/** The order of the words doesn't matter. RFC 6749 §3.1.1 */
function areSameResponseType(one: string, other: string): boolean {
  return one === other || (findResponseType(one) ?? one) === findResponseType(other);
}
