import { credential } from './fill-ins.js';
import { npm } from './install.js';
import { javascript as js } from './literals.js';
import {
  OPENID_CLIENT_METHODS,
  openidClientConfiguration,
  openidClientImports,
  openidClientPackages,
} from './openid-client-configuration.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** A program that acts for itself. RFC 6749 §4.4 */
export const openidClientMachine: Snippet = {
  id: 'openid-client-machine',
  name: 'openid-client, without a person',
  language: 'javascript',
  file_name: 'access-token.mjs',
  kinds: ['machine'],
  methods: OPENID_CLIENT_METHODS,
  tested: true,
  install: npm,
  packages: openidClientPackages(),
  fill_in: credential,
  text: (client) => js`${openidClientImports(client)}

${openidClientConfiguration(client)}

const { access_token, expires_in } = await oidc.clientCredentialsGrant(portico, {${
    client.machine_scope.length > 0 ? js` scope: ${joined(client.machine_scope)} ` : js``
  }});
console.error('Valid for', expires_in, 'seconds; keep it until then.');
console.log(access_token);
`,
};
