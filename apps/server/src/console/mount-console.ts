import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Issuer } from '#libs/config';
import { consoleFolder, consolePage, consoleTemplate } from './console-files.js';
import { consoleHeaders } from './console-headers.js';

const NOT_BUILT = 'The console is not built here: run npm start, or npm run build.\n';

/**
 * Serves the web console at `/admin`, below the issuer: one page for all its addresses, and the files that it loads,
 * whose names hold their hashes. The admin API at `/admin/v1` has routes of its own, which come first.
 */
export async function mountConsole(app: NestFastifyApplication, issuer: Issuer): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const folder = consoleFolder();
  const template = folder && consoleTemplate(folder);

  const page = (frames: "'none'" | "'self'") => async (_request: unknown, reply: FastifyReply) => {
    if (!template) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    const nonce = randomBytes(16).toString('base64url');
    return reply.headers(consoleHeaders(nonce, frames)).send(consolePage(template, issuer.path, nonce));
  };
  fastify.get(`${issuer.path}/admin`, page("'none'"));
  fastify.get(`${issuer.path}/admin/*`, page("'none'"));
  // The token is renewed in a frame of the console's own (OpenID Connect Core 1.0 §3.1.2.1, prompt=none).
  fastify.get(`${issuer.path}/admin/renewed`, page("'self'"));

  if (!folder) return;
  await app.register(serveFiles, {
    root: join(folder, 'assets'),
    prefix: `${issuer.path}/admin/assets/`,
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
  });
}
