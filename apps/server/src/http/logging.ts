import cluster from 'node:cluster';
import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { LogSettings } from '#libs/config';

/** A request as the log has it: no query, no headers and no body, for they hold codes, tokens and names. */
function loggedRequest(request: FastifyRequest): Record<string, unknown> {
  return { id: request.id, method: request.method, path: request.url.split('?', 1)[0], ip: request.ip };
}

/** An error as the log has it: a database error holds its statement, never the values. */
function loggedError(error: Error & { code?: string }): LoggedError {
  const { name, message, stack = '', code } = error;
  const cause = error.cause instanceof Error ? loggedError(error.cause) : undefined;
  return { type: name, message, code, stack, cause };
}

interface LoggedError extends Record<string, unknown> {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
}

/** JSON lines by pino; where several processes write them, each with its worker. */
export function loggerOptions({ level }: LogSettings): FastifyServerOptions['logger'] {
  return {
    level,
    base: cluster.worker && { worker: cluster.worker.id },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { req: loggedRequest, err: loggedError },
  };
}

/** Nest's log, and that of every service, into the same lines. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: FastifyBaseLogger) {}

  /** Nest says at "log" level what it builds: that is for whoever develops Portico. */
  log(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  private write(
    level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal',
    message: unknown,
    more: unknown[],
  ): void {
    const context = typeof more.at(-1) === 'string' ? more.at(-1) : undefined;
    // Why the application could not be built: `main` says it, in words.
    if (context === 'ExceptionHandler') return;
    const err = [message, ...more].find((part) => part instanceof Error);
    const facts = typeof message === 'object' && !(message instanceof Error) ? message : {};
    const text = typeof message === 'string' ? message : typeof more[0] === 'string' ? more[0] : undefined;
    this.logger[level](
      { ...facts, context, ...(err && { err }) },
      text ?? (err as Error | undefined)?.message ?? '',
    );
  }
}
