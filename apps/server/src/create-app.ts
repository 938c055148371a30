import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import type { Configuration } from '#libs/config';
import { AppModule } from './app.module.js';
import { mountConsole } from './console/mount-console.js';
import { mountAliases } from './http/aliases.js';
import { answerConnectionError } from './http/connection-error.js';
import { acceptForms } from './http/form-body.js';
import { loggerOptions, NestLogger } from './http/logging.js';
import { answerMalformedUrl } from './http/malformed-url.js';
import { refuseOtherMethods } from './http/other-methods-error.js';
import { requestId } from './http/request-id.js';
import { addResponseHeaders } from './http/response-headers.js';

import { mountOpenApi } from './openapi/index.js';

/** Bytes of a request's body: a form is small, and so is a client's metadata. */
const BODY_LIMIT = 256 * 1024;
/** Characters of a path parameter: a client_id has 128 at most. */
const MAX_PARAM_LENGTH = 300;
/** Milliseconds for a request to arrive in full. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Builds the application from its configuration, ready to listen. */
export async function createApp(configuration: Configuration): Promise<NestFastifyApplication> {
  const { http, issuer } = configuration;
  const adapter = new FastifyAdapter({
    logger: loggerOptions(configuration.log),
    genReqId: requestId,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: http.trusted_proxies.length > 0 ? [...http.trusted_proxies] : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    // What arrives on an open connection while the server stops is answered, and the connection then closed.
    return503OnClosing: false,
    frameworkErrors: answerMalformedUrl(issuer),
    clientErrorHandler: answerConnectionError,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(configuration), adapter, {
    logger: new NestLogger(fastify.log),
    bodyParser: false,
    abortOnError: false,
  });
  await app.register(cookie);
  acceptForms(fastify);
  addResponseHeaders(fastify, app);
  refuseOtherMethods(fastify);
  mountAliases(fastify, issuer);
  if (issuer.path !== '') app.setGlobalPrefix(issuer.path, { exclude: ['health/live', 'health/ready'] });
  mountOpenApi(app, issuer);
  await mountConsole(app, issuer);
  return app;
}
