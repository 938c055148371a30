import type { FastifyInstance } from 'fastify';
import type { Demo } from '../create-demo.js';
import { renderProblem } from '../pages/problem.page.js';
import { beginSignIn, finishSignIn } from '../relying-party.js';
import { sendPage } from '../send-page.js';
import { rememberAttempt, takeAttempt } from '../sessions.js';

const STRANGE = {
  title: 'This sign-in didn’t begin here',
  todo: 'It was begun in another browser, was finished before, or the demo was restarted meanwhile. Sign in again.',
};

export function signInRoutes(app: FastifyInstance, { origin, provider, sessions }: Demo): void {
  app.get('/sign-in', async (request, reply) => {
    const { attempt, url } = await beginSignIn(provider.ready, `${origin}/callback`);
    rememberAttempt(sessions.of(request) ?? sessions.start(request, reply), attempt);
    return reply.redirect(url.href, 303);
  });

  app.get('/callback', async (request, reply) => {
    const answer = new URL(request.url, origin);
    const session = sessions.of(request);
    const attempt = takeAttempt(session, answer.searchParams.get('state'));
    // Another tab was quicker, or it is the back button: the code isn't sent, and the person is signed in.
    if (!attempt && session?.tokens) return reply.redirect('/', 303);
    if (!attempt) return sendPage(reply.code(400), renderProblem(STRANGE));
    const tokens = await finishSignIn(provider.ready, answer, attempt);
    sessions.start(request, reply).tokens = tokens;
    return reply.redirect('/', 303);
  });
}
