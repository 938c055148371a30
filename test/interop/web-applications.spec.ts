import { describe } from 'vitest';
import { type ApplicationUnderTest, behavesAsClient } from './behaves-as-client.js';

const APPLICATIONS = [
  {
    folder: 'express-openid-connect',
    checks: ['state', 'iss'],
    abilities: ['refresh', 'back channel'],
    refused: /access_denied/,
  },
  {
    folder: 'passport-openidconnect',
    checks: ['state', 'nonce'],
    abilities: [],
    refused: /the person said no/,
  },
  {
    folder: 'passport-openid-client',
    checks: ['state', 'iss', 'nonce'],
    abilities: ['refresh'],
    refused: /the person said no/,
  },
  {
    folder: 'auth-js',
    checks: ['state', 'iss', 'nonce'],
    abilities: [],
    refused: /error=OAuthCallbackError/,
  },
] as const satisfies readonly ApplicationUnderTest[];

describe.each(APPLICATIONS)('$folder', behavesAsClient);
