import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AuthorizationError, errorResponse } from '#libs/authorization';
import { Issuer } from '#libs/config';
import { referenceUri } from '../http/reference-uri.js';
import { ResponseReply } from './response.reply.js';

/** Sends a refusal to the client that asked. RFC 6749 §4.1.2.1 */
@Injectable()
export class AuthorizationErrorReply {
  constructor(
    private readonly responses: ResponseReply,
    private readonly issuer: Issuer,
  ) {}

  async send(
    error: AuthorizationError,
    reference: string,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const { code, description, target } = error;
    const refusal = { code, description, error_uri: referenceUri(reference) };
    await this.responses.send(errorResponse(target, refusal, this.issuer), request, to);
  }
}
