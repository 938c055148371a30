import type { Worker } from 'node:cluster';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ChangeFeed } from '#libs/storage';
import type { SupervisorMessage, WorkerMessage } from './messages.js';
import { Neighbours } from './neighbours.js';

/** What a worker is to do as one of several. */
export interface Membership {
  readonly announces: boolean;
}

/**
 * Makes a worker one of those that are told of changes, before it serves. What was committed before it joined it reads
 * now; of what comes after it is told.
 */
export async function join(app: NestFastifyApplication, worker: Worker): Promise<Membership> {
  const changeFeed = app.get(ChangeFeed);
  const send = (message: WorkerMessage) => {
    if (worker.isConnected()) worker.send(message);
  };
  const neighbours = new Neighbours(changeFeed, send);
  const membership = await new Promise<Membership>((resolve) => {
    process.on('message', (message: SupervisorMessage) => {
      if (message.says === 'joined') resolve(message);
      else void neighbours.hear(message);
    });
    send({ says: 'joins' });
  });
  await changeFeed.refresh();
  return membership;
}
