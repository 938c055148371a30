import { curlAuthentication, curlPackages } from './curl-authentication.js';
import { credential } from './fill-ins.js';
import { apt } from './install.js';
import { shell } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** A program that acts for itself. RFC 6749 §4.4 */
export const curl: Snippet = {
  id: 'curl',
  name: 'curl',
  language: 'shell',
  file_name: 'access-token.sh',
  kinds: ['machine'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: apt,
  packages: curlPackages,
  fill_in: credential,
  text: (client) => shell`#!/bin/sh
# PORTICO_CLIENT_SECRET: Portico showed it once, when the client was made or its secret rotated.
# The secret goes to curl by a pipe: other users see the arguments of a program.
${curlAuthentication(client)} |
  curl --silent --show-error --fail-with-body --config - \\
    --data-urlencode 'grant_type=client_credentials' \\${
      client.machine_scope.length > 0
        ? shell`
    --data-urlencode ${`scope=${joined(client.machine_scope)}`} \\`
        : shell``
    }
    ${client.token_endpoint}
`,
};
