import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UntrustedRequestError } from '#libs/authorization';
import { ClientRegistry } from '#libs/clients';
import type { OAuthError } from '#libs/protocol';
import { CrossSiteError } from '../http/cross-site-error.js';
import { BrowserReply } from './browser-reply.js';
import { type ClientCard, imageOrigins, type PageError, renderError } from './views/index.js';

interface Refused {
  readonly error: OAuthError;
  readonly status: number;
  readonly reference: string;
}

/** Tells a person what went wrong, and gives them the reference by which an administrator finds out why. */
@Injectable()
export class ErrorPage {
  constructor(
    private readonly reply: BrowserReply,
    private readonly clients: ClientRegistry,
  ) {}

  async send(
    { error, status, reference }: Refused,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const client = this.clientOf(error);
    const view = {
      error: kindOf(error, status),
      parameter: error instanceof UntrustedRequestError ? error.parameter : undefined,
      reference,
      client,
    };
    to.headers(error.headers ?? {});
    await this.reply.page(request, to, (context) => renderError({ ...context, ...view }), {
      status: error instanceof UntrustedRequestError ? 400 : status,
      imgOrigins: imageOrigins(client),
    });
  }

  private clientOf(error: OAuthError): ClientCard | undefined {
    const clientId = error instanceof UntrustedRequestError ? error.client_id : undefined;
    return clientId === undefined ? undefined : this.clients.find(clientId);
  }
}

/** Which page tells it. */
function kindOf(error: OAuthError, status: number): PageError {
  if (error instanceof CrossSiteError) return 'cross_site';
  if (error instanceof UntrustedRequestError) {
    if (error.parameter === 'redirect_uri') return 'redirect_uri';
    if (error.rule === 'client.enabled') return 'client_disabled';
    if (error.parameter === 'client_id') return 'unknown_client';
    return 'invalid_request';
  }
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many_requests';
  if (status === 503) return 'temporarily_unavailable';
  return status >= 500 ? 'server_error' : 'invalid_request';
}
