import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visit } from '#libs/authorization';
import type { Parameters } from '#libs/protocol';
import { PageAgain } from '../page-again.js';
import { SIGN_UP_PATH } from '../person-paths.js';
import { VisitReply } from '../visit.reply.js';
import { SignUpSubmission } from './sign-up-submission.js';

/** What the sign-up page's button does on the way to an application: it leads on there, as signing in does. */
@Injectable()
export class SignUpForm {
  constructor(
    private readonly submission: SignUpSubmission,
    private readonly again: PageAgain,
    private readonly back: VisitReply,
  ) {}

  async submit(form: Parameters, visit: Visit, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { ticket } = visit;
    const refused = ticket
      ? await this.submission.submit(form, visit.request.client.client_id, request, to)
      : this.submission.expired(form);
    if (refused) return this.again.show(SIGN_UP_PATH, form, refused, request, to);
    return this.back.backToAuthorize(visit.request, ticket, request, to);
  }
}
