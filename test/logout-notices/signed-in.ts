import { decodeJwt } from 'jose';
import { TestBrowser } from '../support/browser.js';
import type { TestPerson } from '../support/person.js';
import type { TestPortico } from '../support/portico.js';
import type { RelyingParty } from '../support/relying-party.js';

/** A browser in which a person is signed in to some clients. */
export interface SignedInBrowser {
  readonly browser: TestBrowser;
  readonly sid: string;
  /** By client, in the order asked for. */
  readonly id_tokens: readonly string[];
  /** What the first client knows the person by. */
  readonly sub: string;
}

export async function signInTo(
  portico: TestPortico,
  person: Pick<TestPerson, 'email' | 'password'>,
  parties: readonly RelyingParty[],
  { browser = new TestBrowser(portico.url), scope = 'openid' } = {},
): Promise<SignedInBrowser> {
  const id_tokens: string[] = [];
  for (const party of parties) {
    id_tokens.push(String((await party.tokens(browser, { scope }, person)).id_token));
  }
  const { sid, sub } = decodeJwt(String(id_tokens[0]));
  return { browser, sid: String(sid), sub: String(sub), id_tokens };
}

/** As the application would send the person's browser: RP-initiated. */
export function signOutBy(
  portico: TestPortico,
  { browser, id_tokens }: Pick<SignedInBrowser, 'browser' | 'id_tokens'>,
  more: Record<string, string> = {},
) {
  const query = new URLSearchParams({ id_token_hint: String(id_tokens[0]), ...more });
  return browser.open(`${portico.url}/oauth2/logout?${query}`);
}
