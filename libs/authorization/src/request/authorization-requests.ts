import { Injectable } from '@nestjs/common';
import { type Client, effectiveRules } from '#libs/clients';
import { SignUpSettings } from '#libs/config';
import { OwnJwtVerifier } from '#libs/keys';
import {
  brings,
  checkCodeChallenge,
  OAuthError,
  offeredPrompts,
  type Parameters,
  type Prompt,
  parseClaimsParameter,
  parseMaxAge,
  parsePrompt,
  parseResources,
  type ResponseType,
  requiredAcr,
} from '#libs/protocol';
import { ACR_VALUES } from '#libs/sign-in';
import { requestedResources, requestedScope } from '#libs/tokens';
import { AuthorizationError } from '../response/authorization-error.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { AuthorizationTarget } from './authorization-target.js';
import { expectedSubs } from './expected-subs.js';
import { checkResponseType, registeredResponseType } from './requested-response-type.js';
import { type ResponseTarget, readResponseTarget } from './response-target.js';
import { unmetAuthenticationRequirements } from './unmet-authentication-requirements.js';

/** For an `id_token_hint`, or a `sub` among the claims. */
const NOBODY_YET = 'prompt=create asks for a new account, so the request can not name whom it expects';

/** Reads what an authorization request asks for. Whatever is wrong with it goes to the client. */
@Injectable()
export class AuthorizationRequests {
  private readonly prompts: readonly Prompt[];

  constructor(
    private readonly jwts: OwnJwtVerifier,
    signUp: SignUpSettings,
  ) {
    this.prompts = offeredPrompts({ signUp: signUp.on });
  }

  /** @throws AuthorizationError */
  async read(target: AuthorizationTarget): Promise<AuthorizationRequest> {
    const { response, error } = readResponseTarget(target);
    try {
      if (error) throw error;
      return { ...response, ...(await this.readRest(target)) };
    } catch (refusal) {
      if (refusal instanceof OAuthError) throw new AuthorizationError(response, refusal);
      throw refusal;
    }
  }

  private async readRest({
    effective: parameters,
    client,
  }: AuthorizationTarget): Promise<Omit<AuthorizationRequest, keyof ResponseTarget>> {
    refuseUnsupported(parameters);
    const response_type = registeredResponseType(parameters.get('response_type'), client);
    const prompt = parsePrompt(parameters.get('prompt'), this.prompts);
    const claims = parseClaimsParameter(parameters.get('claims'));
    const scope = scopeOf(parameters.get('scope'), client, response_type);
    const nonce = parameters.get('nonce');
    checkResponseType(response_type, { scope, nonce, claims });
    const expected_subs = expectedSubs(await this.hintedSub(parameters.get('id_token_hint')), claims);
    if (prompt.has('create') && expected_subs) throw new OAuthError('invalid_request', NOBODY_YET);
    return {
      response_type,
      scope,
      nonce,
      code_challenge: challengeOf(parameters, client, response_type),
      prompt,
      max_age: parseMaxAge(parameters.get('max_age')) ?? client.default_max_age ?? undefined,
      required_acr: reachable(requiredAcr(claims)),
      login_hint: parameters.get('login_hint'),
      expected_subs,
      ui_locales: parameters.get('ui_locales'),
      claims,
      resource: requestedResources(parseResources(parameters.getAll('resource')), client),
    };
  }

  /** An ID token of ours, however old. OpenID Connect Core 1.0 §3.1.2.1 */
  private async hintedSub(hint: string | undefined): Promise<string | undefined> {
    if (hint === undefined) return undefined;
    const claims = await this.jwts.verify(hint, { typ: 'JWT', allowExpired: true, allowRetired: true });
    if (typeof claims?.['sub'] === 'string') return claims['sub'];
    throw new OAuthError('invalid_request', 'id_token_hint is not an ID token of this issuer');
  }
}

/** Refused, never ignored: ignoring it would change what was asked. OpenID Connect Core 1.0 §3.1.2.6 */
function refuseUnsupported(parameters: Parameters): void {
  if (!parameters.has('registration')) return;
  throw new OAuthError('registration_not_supported', 'registration is not supported here');
}

/** Refused before anybody is asked for anything, when no sign-in here could do. OpenID Connect Core 1.0 §5.5.1.1 */
function reachable(acr: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (acr === undefined || ACR_VALUES.some((offered) => acr.has(offered))) return acr;
  throw unmetAuthenticationRequirements();
}

/** PKCE binds codes; where none is issued there is nothing to bind. RFC 7636 §4.4.1, RFC 9700 §2.1.1 */
function challengeOf(
  parameters: Parameters,
  client: Client,
  response_type: ResponseType,
): string | undefined {
  const challenge = checkCodeChallenge(
    parameters.get('code_challenge'),
    parameters.get('code_challenge_method'),
  );
  if (challenge === undefined && brings(response_type, 'code') && effectiveRules(client).require_pkce) {
    throw new OAuthError(
      'invalid_request',
      'code_challenge is missing: this client must use PKCE with S256',
      { rule: 'client.require_pkce' },
    );
  }
  return challenge;
}

/** Where no code is issued, nothing refreshes what is. OpenID Connect Core 1.0 §11 */
function scopeOf(asked: string | undefined, client: Client, response_type: ResponseType): readonly string[] {
  const scope = requestedScope(asked, client, { unknown: 'ignored' });
  return brings(response_type, 'code') ? scope : scope.filter((value) => value !== 'offline_access');
}
