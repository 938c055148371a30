import type { FillIn } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';

/** The environment variable of the client's secret. */
export const SECRET = 'PORTICO_CLIENT_SECRET';
/** The environment variable of the client's private key. */
export const PRIVATE_KEY = 'PORTICO_CLIENT_KEY';

const THE_KEY: FillIn = {
  variable: PRIVATE_KEY,
  description:
    'The client’s private key, as PEM (PKCS #8). Portico has only the public one, in `jwks` or at `jwks_uri`.',
};

/** The secret under the name that a program expects it by. */
export function secretAs(variable: string): FillIn {
  return {
    variable,
    description:
      'The client’s secret. Portico showed it once, when it was made; if it is lost, rotate it and take the new one.',
  };
}

/** What the client authenticates with; nothing, if it is public. */
export function credential({ token_endpoint_auth_method: method }: SnippetClient): readonly FillIn[] {
  if (method === 'none') return [];
  return [method === 'private_key_jwt' ? THE_KEY : secretAs(SECRET)];
}

/** What seals the cookies of the application itself. */
export function sessionSecret(variable: string, command = 'openssl rand -hex 32'): FillIn {
  return {
    variable,
    description: `Random, and the application’s own: Portico doesn’t know it. \`${command}\` makes one.`,
  };
}
