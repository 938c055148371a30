import type { ArgumentsHost } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OAuthError } from '#libs/protocol';

/** Answers errors as the application does, and with what its administrators would see. */
export const oauthErrors = {
  catch(error: unknown, host: ArgumentsHost) {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (!(error instanceof OAuthError)) return reply.status(500).send({ error: (error as Error).message });
    const { code, description, rule, facts, headers = {} } = error;
    return reply
      .status(error.status)
      .headers(headers)
      .send({ error: code, error_description: description, rule, facts });
  },
};
