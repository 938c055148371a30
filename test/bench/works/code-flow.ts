import { createHash, randomBytes } from 'node:crypto';
import type { Answer, HttpClient } from '../http-client.js';
import { expectThat, jsonOf, textOf } from './expect-answer.js';
import { type BenchClient, basic, type OidcSetup, REDIRECT_URI, SCOPES } from './oidc-setup.js';

/** One authorization request with PKCE, and what its token request needs. RFC 7636 */
export class AuthorizationAttempt {
  readonly state = randomBytes(12).toString('base64url');
  private readonly verifier = randomBytes(32).toString('base64url');

  constructor(
    private readonly setup: OidcSetup,
    private readonly kind: 'web' | 'offline',
  ) {}

  get url(): string {
    const query = new URLSearchParams({
      client_id: this.client.client_id,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: SCOPES[this.kind],
      state: this.state,
      nonce: this.state,
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    return `${this.setup.metadata['authorization_endpoint']}?${query}`;
  }

  /** The code that came back; its `state` and `iss` are checked. */
  codeOf(answer: Answer): string {
    const { location = '' } = answer.headers;
    expectThat(location.startsWith(`${REDIRECT_URI}?`), 'no way back to the client', answer);
    const back = new URL(location).searchParams;
    expectThat(back.get('state') === this.state, 'state is another', answer);
    expectThat(back.get('iss') === this.setup.issuer, 'iss is another', answer);
    const code = back.get('code');
    expectThat(code !== null, 'no code', answer);
    return code;
  }

  redeem(http: HttpClient, code: string): Promise<Answer> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: this.verifier,
    };
    return http.post(String(this.setup.metadata['token_endpoint']), form, {
      authorization: basic(this.client),
    });
  }

  private get client(): BenchClient {
    return this.setup.clients[this.kind];
  }
}

/** The tokens of an answer, all of those that must be there. */
export function tokensOf(answer: Answer, names: readonly string[]): Readonly<Record<string, string>> {
  const body = jsonOf(answer, 'no tokens');
  return Object.fromEntries(names.map((name) => [name, textOf(body, name, answer)]));
}
