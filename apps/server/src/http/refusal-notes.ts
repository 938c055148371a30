import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusals } from '#libs/audit';
import { AuthorizationError } from '#libs/authorization';
import { AuthenticatedClient } from '#libs/clients';
import { Issuer } from '#libs/config';
import type { OAuthError } from '#libs/protocol';
import type { AccessToken } from '#libs/tokens';
import { pathBelow } from './area.js';

/** What is noted of a refusal that is no protocol error. */
export type NotedRefusal = Pick<OAuthError, 'code' | 'description' | 'rule' | 'facts'> & {
  /** The client that it was about, when it is known. */
  readonly client_id?: string;
};

/** Gives each refusal its reference, and keeps what an administrator needs to explain it. */
@Injectable()
export class RefusalNotes {
  constructor(
    private readonly refusals: Refusals,
    private readonly issuer: Issuer,
  ) {}

  /** Returns the reference. */
  note(refusal: NotedRefusal | OAuthError, request: FastifyRequest): string {
    return this.refusals.note({
      error: refusal.code,
      description: refusal.description,
      rule: refusal.rule ?? null,
      facts: refusal.facts ? { ...refusal.facts } : null,
      client_id: clientIdOf(refusal, request),
      endpoint: `${request.method} ${pathBelow(this.issuer.path, request.url)}`,
      ip: request.ip,
      request_id: request.id,
    });
  }
}

function clientIdOf(refusal: NotedRefusal | OAuthError, request: FastifyRequest): string | null {
  if ('client_id' in refusal) return refusal.client_id ?? null;
  if (refusal instanceof AuthorizationError) return refusal.target.client.client_id;
  const { client, accessToken } = request as FastifyRequest & { client?: unknown; accessToken?: AccessToken };
  if (AuthenticatedClient.isOne(client)) return client.client.client_id;
  return accessToken?.client.client_id ?? null;
}
