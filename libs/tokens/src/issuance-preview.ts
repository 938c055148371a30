import { Injectable } from '@nestjs/common';
import type { Account } from '#libs/accounts';
import type { Client } from '#libs/clients';
import { Issuer } from '#libs/config';
import { OAuthError, Parameters } from '#libs/protocol';
import { accessTokenClaims } from './access/access-token-claims.js';
import type { Authentication, Authorization } from './authorization.js';
import { ClientCredentialsGrant } from './grants/client-credentials.grant.js';
import { idTokenClaims } from './id-token/id-token-mint.js';
import { IssuanceRules } from './rules/issuance-rules.js';
import { requestedScope } from './rules/requested-scope.js';
import { SubjectIdentifiers } from './subject/subject-identifiers.js';
import { TokenEndpoint } from './token-endpoint.js';

/** Somebody who might ask for tokens. */
export interface PreviewedRequest {
  readonly client: Client;
  /** Undefined for a client that acts for itself. */
  readonly person?: { readonly account: Account; readonly authentication: Authentication };
  readonly grant_type: string;
  /** As it would be asked for; undefined: the client's default. */
  readonly scope?: string;
  /** Where the person is, or the client that acts for itself. */
  readonly ip: string;
  /** Epoch seconds. */
  readonly now: number;
}

type Claims = Readonly<Record<string, unknown>>;

/** What they would get: claims, never a token, and so without what only a token has (`jti`, `grant_id`, `at_hash`). */
export interface PreviewedClaims {
  readonly scope: readonly string[];
  /** What the client knows the person by. */
  readonly sub?: string;
  readonly access_token: Claims;
  /** With `openid`. */
  readonly id_token?: Claims;
}

/** Says what would be issued, by the rules and the functions that issue. Signs and stores nothing. */
@Injectable()
export class IssuancePreview {
  constructor(
    private readonly rules: IssuanceRules,
    private readonly endpoint: TokenEndpoint,
    private readonly clientCredentials: ClientCredentialsGrant,
    private readonly subjects: SubjectIdentifiers,
    private readonly issuer: Issuer,
  ) {}

  /** @throws OAuthError of the rule by which it would be refused */
  async of(request: PreviewedRequest): Promise<PreviewedClaims> {
    const { now } = request;
    const allowed = this.rules.allow(await this.authorization(request), request.ip, now);
    const { jti: _jti, grant_id: _grant, ...access_token } = accessTokenClaims(allowed, this.issuer, now);
    const { scope, person } = allowed;
    const claims = scope.includes('openid') ? idTokenClaims(allowed, BESIDE, this.issuer, now) : undefined;
    if (!claims) return { scope, sub: person?.sub, access_token };
    const { at_hash: _hash, ...id_token } = claims;
    return { scope, sub: person?.sub, access_token, id_token };
  }

  private async authorization({ client, person, ...asked }: PreviewedRequest): Promise<Authorization> {
    if (client.status !== 'enabled') {
      throw new OAuthError('invalid_client', 'the client is disabled', { rule: 'client.enabled' });
    }
    this.endpoint.grantFor(asked.grant_type, client);
    if (!person) {
      const form = new URLSearchParams(asked.scope === undefined ? {} : { scope: asked.scope });
      return this.clientCredentials.decide(Parameters.fromForm(form.toString()), client);
    }
    const { account, authentication } = person;
    return {
      client,
      grant_id: '',
      person: {
        ...authentication,
        account,
        sub: await this.subjects.of(account, client),
        ip: asked.ip,
        claims: {},
      },
      scope: requestedScope(asked.scope, client, { unknown: 'ignored' }),
    };
  }
}

/** An ID token of the token endpoint comes beside an access token. */
const BESIDE = { access_token: '' } as const;
