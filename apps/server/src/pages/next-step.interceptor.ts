import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, mergeMap, type Observable } from 'rxjs';
import type { NextStep } from '#libs/authorization';
import type { LogoutStep } from '#libs/logout';
import { NextStepReply } from './next-step.reply.js';

type Step = NextStep | LogoutStep;

/** Turns the steps that the authorization and logout endpoints decide into pages and redirects. */
@Injectable()
export class NextStepInterceptor implements NestInterceptor {
  constructor(private readonly steps: NextStepReply) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      mergeMap((result: unknown) => {
        if (!isStep(result)) return [result];
        return from(this.steps.send(result, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()));
      }),
    );
  }
}

function isStep(result: unknown): result is Step {
  return typeof result === 'object' && result !== null && 'step' in result;
}
