import type { FastifyInstance } from 'fastify';
import type { Demo } from '../create-demo.js';
import { renderSignedOut } from '../pages/home.page.js';
import { signOut } from '../relying-party.js';
import { sendPage } from '../send-page.js';

export function signOutRoutes(app: FastifyInstance, { origin, provider, sessions }: Demo): void {
  /** First here, whatever becomes of the rest; then at the provider. */
  app.post('/sign-out', async (request, reply) => {
    const tokens = sessions.of(request)?.tokens;
    sessions.end(request, reply);
    if (!tokens) return reply.redirect('/', 303);
    const url = await signOut(provider.ready, tokens, `${origin}/signed-out`);
    return reply.redirect(url.href, 303);
  });

  app.get('/signed-out', (_request, reply) => sendPage(reply, renderSignedOut()));
}
