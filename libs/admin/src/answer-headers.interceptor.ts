import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { entityTag } from './preconditions/entity-tag.js';
import { Versioned } from './preconditions/versioned.js';

/** What every good answer of the admin API carries: it is never stored, and one administered row has its ETag. */
@Injectable()
export class AnswerHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        reply.header('cache-control', 'no-store');
        if (answer instanceof Versioned) reply.header('etag', entityTag(answer.version));
      }),
    );
  }
}
