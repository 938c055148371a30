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

/** A device without a browser. RFC 8628 */
export const openidClientDevice: Snippet = {
  id: 'openid-client-device',
  name: 'openid-client, on a device',
  language: 'javascript',
  file_name: 'device.mjs',
  kinds: ['device'],
  methods: OPENID_CLIENT_METHODS,
  tested: true,
  install: npm,
  packages: openidClientPackages(),
  fill_in: credential,
  text: (client) => js`${openidClientImports(client)}

${openidClientConfiguration(client)}

const device = await oidc.initiateDeviceAuthorization(portico, { scope: ${joined(client.scope)} });
console.error('Open', device.verification_uri, 'and enter', device.user_code);

// Asks as often as Portico lets it, until the person has answered or the code has expired.
const tokens = await oidc.pollDeviceAuthorizationGrant(portico, device);
console.log(tokens.access_token);
`,
};
