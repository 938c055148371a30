import type { TestBrowser } from '../support/browser.js';
import { formOf, type RelyingParty } from '../support/relying-party.js';

/** Whether the person at this browser gets a code without being asked anything. OpenID Connect Core §3.1.2.1 */
export async function isSignedIn(
  issuer: string,
  { client }: RelyingParty,
  browser: TestBrowser,
): Promise<boolean> {
  const query = formOf({
    client_id: client.client_id,
    redirect_uri: client.redirect_uris[0],
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  const { location, status } = await browser.open(`${issuer}/oauth2/authorize?${query}`);
  if (location === undefined) throw new Error(`no answer to the client: ${status}`);
  const answer = new URL(location).searchParams;
  if (answer.get('code') === null && answer.get('error') !== 'login_required') throw new Error(`${answer}`);
  return answer.has('code');
}
