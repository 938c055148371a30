import { type Client, isPublic } from '../client.js';
import { grantTypesOf } from '../metadata/grant-types.js';
import { effectiveRules } from './effective-rules.js';

/** In words, what makes this client less safe than Portico's defaults; empty when nothing does. */
export function warnings(client: Client): string[] {
  const found: string[] = [];
  if (!effectiveRules(client).require_pkce) {
    found.push(
      `PKCE is not required: ${withoutPkce(client)} Set require_pkce to true once the client sends a code_challenge.`,
    );
  }
  if (client.response_types.some((type) => grantTypesOf(type).includes('implicit'))) {
    found.push(
      'Its response types let tokens travel through the browser, where history, logs and scripts can read them and ' +
        'nothing binds them to the client (RFC 9700 §2.1.2). Register only code, with PKCE, once the client can do that.',
    );
  }
  return found;
}

/** RFC 9700 §2.1.1, RFC 8252 §8.1 */
function withoutPkce(client: Client): string {
  return isPublic(client)
    ? 'nothing else proves who redeems a public client’s code, so whoever catches one has its tokens (RFC 8252 §8.1).'
    : 'an authorization code that leaks can be injected into another browser (RFC 9700 §2.1.1).';
}
