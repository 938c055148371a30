import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { explain } from './explain.js';
import { ICON } from './pages/layout.js';
import { renderProblem, renderWaiting } from './pages/problem.page.js';
import { STYLESHEET } from './pages/stylesheet.js';
import { Provider } from './provider.js';
import type { Registration } from './registration.js';
import { browserPageRoutes } from './routes/browser-page.js';
import { personRoutes } from './routes/person.js';
import { signInRoutes } from './routes/sign-in.js';
import { signOutRoutes } from './routes/sign-out.js';
import { sendPage } from './send-page.js';
import { Sessions } from './sessions.js';
import type { DemoSettings } from './settings.js';

/** What the routes share. */
export interface Demo {
  readonly origin: string;
  readonly provider: Provider;
  readonly registration: Registration;
  readonly sessions: Sessions;
}

export interface RunningDemo {
  readonly app: FastifyInstance;
  readonly provider: Provider;
}

/** The demo application: let it listen, and let the provider be looked for. */
export async function createDemo(settings: DemoSettings, registration: Registration): Promise<RunningDemo> {
  const provider = new Provider(registration);
  const demo: Demo = { origin: settings.origin, provider, registration, sessions: new Sessions() };
  const app = fastify();
  await app.register(cookie);
  await app.register(formbody);
  stayOnOneOrigin(app, demo.origin);
  answerWithPages(app);

  app.get('/demo.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLESHEET));
  app.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml').send(ICON));
  browserPageRoutes(app, demo);
  await app.register((pages, _options, done) => {
    waitForProvider(pages, provider);
    signInRoutes(pages, demo);
    personRoutes(pages, demo);
    signOutRoutes(pages, demo);
    done();
  });

  app.addHook('onClose', async () => provider.stop());
  return { app, provider };
}

/**
 * The cookie and the redirect URIs belong to one name of this machine, so 127.0.0.1 is sent to localhost; and what
 * changes something must come from the demo's own pages, for other ports of localhost share its cookies.
 */
function stayOnOneOrigin(app: FastifyInstance, origin: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' && `http://${request.host}` !== origin) return reply.redirect(origin);
    if (request.method === 'POST' && request.headers.origin !== origin) {
      const words = {
        title: 'That didn’t come from the demo',
        todo: 'Go to the start, and try again there.',
      };
      return sendPage(reply.code(403), renderProblem(words));
    }
  });
}

/** Must be set before the routes are: a route keeps the handler that it was born with. */
function answerWithPages(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => sendPage(reply.code(502), renderProblem(explain(error))));
  app.setNotFoundHandler((_request, reply) =>
    sendPage(reply.code(404), renderProblem({ title: 'There is no such page', todo: 'Go to the start.' })),
  );
}

function waitForProvider(pages: FastifyInstance, provider: Provider): void {
  pages.addHook('onRequest', async (_request, reply) => {
    const { reachability, issuer } = provider;
    if (reachability === 'ready') return;
    reply.code(503).header('retry-after', '2');
    return sendPage(reply, renderWaiting({ issuer, reachability }));
  });
}
