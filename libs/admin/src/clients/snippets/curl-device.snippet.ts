import { curlAuthentication, curlPackages } from './curl-authentication.js';
import { credential } from './fill-ins.js';
import { apt } from './install.js';
import { shell } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** A device without a browser. RFC 8628 */
export const curlDevice: Snippet = {
  id: 'curl-device',
  name: 'curl, on a device',
  language: 'shell',
  file_name: 'device.sh',
  kinds: ['device'],
  methods: ['client_secret_basic', 'client_secret_post', 'none'],
  tested: true,
  install: apt,
  packages: curlPackages,
  fill_in: credential,
  text: (client) => shell`#!/bin/sh
${
  client.token_endpoint_auth_method === 'none'
    ? shell``
    : shell`# PORTICO_CLIENT_SECRET: Portico showed it once, when the client was made or its secret rotated.
# The secret goes to curl by a pipe: other users see the arguments of a program.
`
}ask() {
  ${curlAuthentication(client)} | curl --silent --show-error --config - "$@"
}
# A text or a number of an answer, which is JSON.
member() {
  printf '%s' "$1" | sed -n 's/.*"'"$2"'": *"\\{0,1\\}\\([^",}]*\\).*/\\1/p'
}

device=$(ask --data-urlencode ${`scope=${joined(client.scope)}`} ${client.device_authorization_endpoint})
code=$(member "$device" device_code)
interval=$(member "$device" interval)
echo "Open $(member "$device" verification_uri) and enter $(member "$device" user_code)" >&2

while :; do
  sleep "\${interval:-5}"
  answer=$(ask --data-urlencode 'grant_type=urn:ietf:params:oauth:grant-type:device_code' \\
    --data-urlencode "device_code=$code" ${client.token_endpoint})
  case $(member "$answer" error) in
    authorization_pending) ;;
    slow_down) interval=$((interval + 5)) ;;
    '') echo "$answer"; exit 0 ;;
    *) echo "$answer" >&2; exit 1 ;;
  esac
done
`,
};
