import type { FastifyInstance } from 'fastify';
import type { Demo } from '../create-demo.js';
import { explain } from '../explain.js';
import { renderHome } from '../pages/home.page.js';
import { renderPerson } from '../pages/person.page.js';
import { refresh, whoAmI } from '../relying-party.js';
import { sendPage } from '../send-page.js';

export function personRoutes(app: FastifyInstance, { origin, provider, sessions }: Demo): void {
  app.get('/', async (request, reply) => {
    const session = sessions.of(request);
    if (!session?.tokens) return sendPage(reply, renderHome({ origin, issuer: provider.issuer }));
    const { tokens, refreshes, news } = session;
    delete session.news;
    const asked = await whoAmI(provider.ready, tokens).then(
      (userinfo) => ({ userinfo }),
      (error: unknown) => ({ failed: explain(error) }),
    );
    return sendPage(reply, renderPerson({ tokens, refreshes, news, ...asked }));
  });

  app.post('/refresh', async (request, reply) => {
    const session = sessions.of(request);
    if (!session?.tokens) return reply.redirect('/', 303);
    session.tokens = await refresh(provider.ready, session.tokens);
    session.refreshes += 1;
    session.news = 'The tokens were refreshed: Portico gave new ones.';
    return reply.redirect('/', 303);
  });
}
