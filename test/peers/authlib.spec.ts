import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';
import { behavesAsClient } from '../interop/behaves-as-client.js';
import { PYTHON } from '../interop/web-application.js';

const isMissing = spawnSync(PYTHON, ['-c', 'import authlib, flask, requests']).status !== 0;
if (isMissing) console.warn(`Authlib is not tested: ${PYTHON} has no authlib, flask and requests.`);

describe.skipIf(isMissing)('Authlib with Flask', () =>
  behavesAsClient({
    folder: 'authlib',
    checks: ['state', 'nonce'],
    abilities: ['refresh'],
    refused: /access_denied/,
  }),
);
