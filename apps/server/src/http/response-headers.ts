import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ClientAuthenticator, ClientRegistry } from '#libs/clients';
import { Issuer } from '#libs/config';
import { AskingClients } from './asking-clients.js';
import { Cors } from './cors.js';

/** One year, in seconds. */
const HSTS = 'max-age=31536000; includeSubDomains';

/** What every answer carries, whatever it is: against sniffing, for the log's sake, and for browser clients CORS. */
export function addResponseHeaders(fastify: FastifyInstance, app: NestFastifyApplication): void {
  const issuer = app.get(Issuer);
  const clients = app.get(ClientRegistry);
  const cors = new Cors(issuer, clients, new AskingClients(clients, app.get(ClientAuthenticator)));

  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS') return done();
    cors.preflight(request, reply).then((answered) => answered || done(), done);
  });

  // An answer given while the server stops is the last on its connection, which would keep it from stopping.
  let stopping = false;
  fastify.addHook('preClose', async () => {
    stopping = true;
  });

  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (!reply.hasHeader('x-request-id')) reply.header('x-request-id', request.id);
    if (!reply.hasHeader('x-content-type-options')) reply.header('x-content-type-options', 'nosniff');
    if (issuer.secure) reply.header('strict-transport-security', HSTS);
    if (stopping) reply.header('connection', 'close');
    const shared = cors.headers(request);
    if (!(shared instanceof Promise)) {
      reply.headers(shared);
      return done();
    }
    shared.then((headers) => {
      reply.headers(headers);
      done();
    }, done);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      { req: request, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
}
