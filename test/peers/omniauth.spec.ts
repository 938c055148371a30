import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';
import { behavesAsClient } from '../interop/behaves-as-client.js';
import { RUBY } from '../interop/web-application.js';

const isMissing =
  spawnSync(RUBY, ['-e', 'require "omniauth_openid_connect"; require "sinatra/base"']).status !== 0;
if (isMissing) console.warn(`OmniAuth is not tested: ${RUBY} has no omniauth_openid_connect and sinatra.`);

describe.skipIf(isMissing)('OmniAuth with Sinatra', () =>
  behavesAsClient({
    folder: 'omniauth',
    checks: ['state', 'nonce'],
    abilities: [],
    refused: /access_denied/,
  }),
);
