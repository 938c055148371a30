import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '#libs/admin';
import { AuthorizationError } from '#libs/authorization';
import { Issuer } from '#libs/config';
import { isNotYet, type OAuthError } from '#libs/protocol';
import { AuthorizationErrorReply } from '../pages/authorization-error.reply.js';
import { ErrorPage } from '../pages/error.page.js';
import { areaOf, pathBelow } from './area.js';
import { asOAuthError } from './as-oauth-error.js';
import { referenceUri } from './reference-uri.js';
import { RefusalNotes } from './refusal-notes.js';

/**
 * Answers everything that is thrown outside the admin API's own endpoints: to the client by redirect, as JSON, as a page, or
 * as a problem where the address is the admin API's and no route of it was found.
 */
@Catch()
export class PorticoExceptionFilter implements ExceptionFilter {
  constructor(
    private readonly issuer: Issuer,
    private readonly notes: RefusalNotes,
    private readonly errorPage: ErrorPage,
    private readonly authorizationErrors: AuthorizationErrorReply,
  ) {}

  /** Never rejects: nobody would catch that, and the process would end. */
  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    try {
      await this.answer(thrown, request, reply);
    } catch (error) {
      request.log.error({ req: request, err: error }, 'an error could not be answered');
      if (!reply.sent) await reply.code(500).type('text/plain').send('Something went wrong here.');
    }
  }

  private async answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = pathBelow(this.issuer.path, request.url);
    const area = areaOf(path);
    if (area === 'admin') return void (await sendProblem(thrown, request, reply));
    const { error, status, unexpected } = asOAuthError(thrown, path);
    if (isNotYet(error.code)) return sendError(reply, status, error);
    const reference = this.notes.note(error, request);
    if (unexpected) request.log.error({ req: request, err: thrown, reference }, 'unexpected error');
    else if (error.cause !== undefined) {
      request.log.info({ req: request, err: error.cause, reference }, 'why it was refused');
    }
    if (error instanceof AuthorizationError) {
      return this.authorizationErrors.send(error, reference, request, reply);
    }
    if (area === 'page') {
      return this.errorPage.send({ error, status, reference }, request, reply);
    }
    await sendError(reply, status, error, { error_uri: referenceUri(reference) });
  }
}

/** RFC 6749 §5.2 */
async function sendError(
  reply: FastifyReply,
  status: number,
  { code, description, headers }: OAuthError,
  reference: { readonly error_uri?: string } = {},
): Promise<void> {
  await reply
    .code(status)
    .headers({ 'cache-control': 'no-store', ...headers })
    .send({ error: code, error_description: description, ...reference });
}
