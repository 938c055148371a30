import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { stopOnSignals } from '../stop-on-signals.js';
import type { SupervisorMessage } from './messages.js';

/** Milliseconds in which whoever holds a connection makes a request on it, is answered, and told to connect anew. */
const LINGER_MS = 3000;

/**
 * In a worker: ends when its supervisor says so. A connection that a client keeps for its next request can't be closed
 * without the danger that the request is under way; so each answer asks for that first.
 */
export function obeySupervisor(app: NestFastifyApplication): void {
  let draining = false;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      if (draining) reply.header('connection', 'close');
      done();
    });
  process.on('message', ({ says }: SupervisorMessage) => {
    if (says !== 'drain' || draining) return;
    draining = true;
    void sleep(LINGER_MS).then(() => process.kill(process.pid, 'SIGTERM'));
  });
  // Ctrl-C reaches the workers, too; the supervisor tells them.
  process.on('SIGINT', () => undefined);
  stopOnSignals(app, ['SIGTERM']);
}
