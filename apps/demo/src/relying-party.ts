import * as oidc from 'openid-client';

/**
 * Everything that the demo says to its provider. This is the part to copy into an application of your own: sign in
 * with the code flow (OpenID Connect Core 1.0 §3.1) and PKCE, ask who it is, refresh, sign out.
 */

const SCOPE = 'openid profile email offline_access';

/** What must come back with the answer; kept in the browser's session meanwhile. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly code_verifier: string;
}

/** What the provider gave for a sign-in. */
export interface Tokens {
  readonly access_token: string;
  /** Seconds since the epoch; undefined when the provider didn't say. */
  readonly expires_at: number | undefined;
  readonly refresh_token: string | undefined;
  readonly scope: string;
  readonly id_token: string;
  readonly claims: oidc.IDToken;
}

/** Where to send the browser, and what to keep until it is back. */
export async function beginSignIn(provider: oidc.Configuration, redirect_uri: string) {
  const attempt: Attempt = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    code_verifier: oidc.randomPKCECodeVerifier(),
  };
  const url = oidc.buildAuthorizationUrl(provider, {
    redirect_uri,
    scope: SCOPE,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.code_verifier),
    code_challenge_method: 'S256',
  });
  return { attempt, url };
}

/** Trades the code in the address that the browser came back to; every check is the library's. */
export async function finishSignIn(
  provider: oidc.Configuration,
  answer: URL,
  { state, nonce, code_verifier }: Attempt,
): Promise<Tokens> {
  const response = await oidc.authorizationCodeGrant(provider, answer, {
    pkceCodeVerifier: code_verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  return tokensFrom(response);
}

/** Asks the provider who the access token is about; the answer must be about the person of the ID token. */
export function whoAmI(provider: oidc.Configuration, { access_token, claims }: Tokens) {
  return oidc.fetchUserInfo(provider, access_token, claims.sub);
}

/** What wasn't given anew stays; a new ID token must be about the same person (OpenID Connect Core 1.0 §12.2). */
export async function refresh(provider: oidc.Configuration, tokens: Tokens): Promise<Tokens> {
  if (tokens.refresh_token === undefined) throw new Error('there is no refresh token');
  const fresh = tokensFrom(await oidc.refreshTokenGrant(provider, tokens.refresh_token), tokens);
  if (fresh.claims.sub !== tokens.claims.sub) throw new Error('the refresh answered for somebody else');
  return fresh;
}

/**
 * Gives back the refresh token, which would outlive the person's session at the provider (RFC 7009), and says where
 * to send the browser to end that session (OpenID Connect RP-Initiated Logout 1.0 §2).
 */
export async function signOut(
  provider: oidc.Configuration,
  { id_token, refresh_token }: Tokens,
  post_logout_redirect_uri: string,
): Promise<URL> {
  // The person wants to leave: a provider that can't take the token back just now doesn't keep them.
  if (refresh_token) await oidc.tokenRevocation(provider, refresh_token).catch(() => undefined);
  return oidc.buildEndSessionUrl(provider, { id_token_hint: id_token, post_logout_redirect_uri });
}

type TokenAnswer = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

function tokensFrom(answer: TokenAnswer, before?: Tokens): Tokens {
  const lifetime = answer.expiresIn();
  const id_token = answer.id_token ?? before?.id_token;
  const claims = answer.claims() ?? before?.claims;
  if (id_token === undefined || claims === undefined) throw new Error('there is no ID token');
  return {
    access_token: answer.access_token,
    expires_at: lifetime === undefined ? undefined : Math.floor(Date.now() / 1000) + lifetime,
    refresh_token: answer.refresh_token ?? before?.refresh_token,
    scope: answer.scope ?? before?.scope ?? SCOPE,
    id_token,
    claims,
  };
}
