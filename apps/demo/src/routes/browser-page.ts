import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { readBrowserPage } from '../browser-page.js';
import type { Demo } from '../create-demo.js';
import { sendPage } from '../send-page.js';

/** Serves the page that needs no server; the policy allows its one script by hash, and its calls to the provider. */
export function browserPageRoutes(app: FastifyInstance, { registration }: Demo): void {
  const { page, script } = readBrowserPage(registration);
  const hash = createHash('sha256').update(script).digest('base64');
  const more = [`script-src 'sha256-${hash}'`, `connect-src ${new URL(registration.issuer).origin}`];
  app.get('/browser.html', (_request, reply) => sendPage(reply, page, more));
}
