import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { isUnreachable } from './provider.js';

/** An error in plain words: what happened, what to do, and what the provider itself said. */
export interface Explanation {
  readonly title: string;
  readonly todo: string;
  readonly said?: string;
  /** A page on the web where the provider tells more (`error_uri`, RFC 6749 §4.1.2.1). */
  readonly more_uri?: string;
  /** By which the provider's administrator finds out more; Portico puts it into `error_uri`. */
  readonly reference?: string;
}

type Words = Pick<Explanation, 'title' | 'todo'>;

const UNKNOWN: Words = {
  title: 'That didn’t work',
  todo: 'Try once more. If it happens again, the terminal where Portico runs tells more.',
};

const UNREACHABLE: Words = {
  title: 'Portico can’t be reached',
  todo: 'Is it still running? Start it in another terminal with: npm start',
};

const TOKEN_REFUSED: Words = {
  title: 'Portico no longer accepts the access token',
  todo: 'It has expired, or somebody ended the access. Refresh the tokens, or sign out and in again.',
};

const CREDENTIALS: Words = {
  title: 'Portico doesn’t know this demo',
  todo: 'Its client was deleted, disabled or given another secret. Stop the demo and run npm run demo again. A client that was disabled must first be enabled by an administrator.',
};

/** By the RFC's word: RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core 1.0 §3.1.2.6. */
const WORDS: Readonly<Record<string, Words>> = {
  access_denied: {
    title: 'You didn’t allow it',
    todo: 'So the demo learned nothing about you. Sign in again if you change your mind.',
  },
  invalid_grant: {
    title: 'This sign-in is no longer good',
    todo: 'It was used before, took too long, or was ended at Portico. Sign in again.',
  },
  invalid_client: CREDENTIALS,
  unauthorized_client: CREDENTIALS,
  login_required: { title: 'You aren’t signed in at Portico', todo: 'Sign in there, and come back.' },
  consent_required: {
    title: 'You haven’t allowed it yet',
    todo: 'Sign in, and say yes to what the demo asks for.',
  },
  interaction_required: { title: 'Portico has a question for you', todo: 'Sign in, and answer it there.' },
  invalid_scope: {
    title: 'The demo asked for more than it may have',
    todo: 'An administrator changed its scope. Stop the demo and run npm run demo again to restore it.',
  },
  temporarily_unavailable: { title: 'Portico is busy', todo: 'Wait a moment, and try again.' },
  server_error: UNKNOWN,
};

/** Explains whatever can be thrown on the way to the provider and back. */
export function explain(error: unknown): Explanation {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return fromWord(error);
  if (error instanceof WWWAuthenticateChallengeError) return fromChallenge(error);
  if (isUnreachable(error)) return UNREACHABLE;
  if (error instanceof ClientError) return fromCheck(error);
  return UNKNOWN;
}

function fromWord(error: AuthorizationResponseError | ResponseBodyError): Explanation {
  const words = Object.hasOwn(WORDS, error.error) ? WORDS[error.error] : undefined;
  const said = error.error_description ? `${error.error}: ${error.error_description}` : error.error;
  const { cause } = error;
  const uri = cause instanceof URLSearchParams ? cause.get('error_uri') : cause.error_uri;
  return { ...(words ?? UNKNOWN), said, ...fromErrorUri(uri) };
}

/** The token endpoint challenges a client (Basic), userinfo a token (Bearer). */
function fromChallenge({ cause }: WWWAuthenticateChallengeError): Explanation {
  const [challenge] = cause;
  const words = challenge?.scheme.toLowerCase() === 'bearer' ? TOKEN_REFUSED : CREDENTIALS;
  const { error, error_description } = challenge?.parameters ?? {};
  const said = [error, error_description].filter((word) => word !== undefined).join(': ');
  return { ...words, ...(said !== '' && { said }) };
}

/** The library refused the answer. */
function fromCheck({ code }: ClientError): Explanation {
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') {
    return { title: 'The clocks disagree', todo: 'Set the clocks of both machines, and sign in again.' };
  }
  return {
    title: 'Portico’s answer didn’t pass the checks',
    todo: 'The demo did not use it. Sign in again.',
    ...(code !== undefined && { said: code }),
  };
}

function fromErrorUri(uri: unknown): Pick<Explanation, 'more_uri' | 'reference'> {
  if (typeof uri !== 'string') return {};
  if (/^https?:\/\//.test(uri)) return { more_uri: uri };
  const [, reference] = /^urn:portico:refusal:(\w+)$/.exec(uri) ?? [];
  return reference === undefined ? {} : { reference };
}
