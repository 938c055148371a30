import { AUTHLIB } from './authlib-package.js';
import { credential } from './fill-ins.js';
import { pip } from './install.js';
import { python } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** A program that acts for itself. RFC 6749 §4.4 */
export const authlibMachine: Snippet = {
  id: 'authlib-machine',
  name: 'Python: Authlib, without a person',
  language: 'python',
  file_name: 'access_token.py',
  kinds: ['machine'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: pip,
  packages: [AUTHLIB, { name: 'requests', version: '2.34.2' }],
  fill_in: credential,
  text: (client) => python`import os

from authlib.integrations.requests_client import OAuth2Session

# The session sends the token along: portico.get("https://api.example/").
portico = OAuth2Session(
    ${client.client_id},
    # Portico showed it once, when the client was made or its secret rotated.
    os.environ["PORTICO_CLIENT_SECRET"],
    token_endpoint_auth_method=${client.token_endpoint_auth_method},${
      client.machine_scope.length > 0
        ? python`
    scope=${joined(client.machine_scope)},`
        : python``
    }
)
token = portico.fetch_token(${client.token_endpoint}, grant_type="client_credentials")
print(token["access_token"])
`,
};
