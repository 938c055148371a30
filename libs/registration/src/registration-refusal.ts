import { ClientNotFound, InvalidClientMetadata, type Problem, VersionConflict } from '#libs/clients';
import { OAuthError, wwwAuthenticate } from '#libs/protocol';

const MOST_PROBLEMS = 10;

/** Runs what registers or changes a client, and says its refusals in the words of RFC 7591 §3.2.2. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidClientMetadata) throw invalidMetadata(error);
    if (error instanceof ClientNotFound) throw badToken();
    if (error instanceof VersionConflict) throw busy(error);
    throw error;
  }
}

/** RFC 6750 §3.1: a request that brings no token is told only that one is needed. */
export function noToken(): OAuthError {
  return new OAuthError('invalid_token', 'an access token is needed', {
    headers: { 'www-authenticate': wwwAuthenticate('Bearer', { realm: 'Portico' }) },
  });
}

/** RFC 7592 §2: the same words whether the client is unknown, gone or disabled, or the token another. */
export function badToken(): OAuthError {
  const description = 'the access token is not the one for this';
  const challenge = { realm: 'Portico', error: 'invalid_token', error_description: description };
  return new OAuthError('invalid_token', description, {
    rule: 'registration.token',
    headers: { 'www-authenticate': wwwAuthenticate('Bearer', challenge) },
  });
}

/** Another change of the client was quicker. */
function busy(cause: VersionConflict): OAuthError {
  return new OAuthError('temporarily_unavailable', 'too much was asked for at once: try again later', {
    cause,
    headers: { 'retry-after': '1' },
  });
}

function invalidMetadata({ problems, cause }: InvalidClientMetadata): OAuthError {
  const ofRedirects = problems.some(({ field }) => /^redirect_uris\b/.test(field));
  return new OAuthError(ofRedirects ? 'invalid_redirect_uri' : 'invalid_client_metadata', inWords(problems), {
    rule: 'RFC 7591 §3.2.2',
    facts: { fields: problems.map(({ field }) => field).slice(0, MOST_PROBLEMS) },
    cause,
  });
}

/** In the characters of RFC 6749 §5.2. */
function inWords(problems: readonly Problem[]): string {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ field, problem }) => `${field} ${problem}`);
  const rest = problems.length - told.length;
  const words = [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
  return words
    .replaceAll('§', 'section ')
    .replaceAll('’', "'")
    .replace(/[^\x20-\x7e]|["\\]/g, '?');
}
