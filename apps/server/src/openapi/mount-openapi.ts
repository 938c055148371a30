import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Issuer } from '#libs/config';
import { buildDocument } from './build-document.js';
import { DOCS_HEADERS, docsPage, OWN_STYLES, startScript } from './docs-page.js';
import { SWAGGER_UI_ASSETS, type SwaggerUiAsset, swaggerUiAsset } from './swagger-ui-assets.js';

/** Files change only with the version that serves them. */
const ASSET_CACHE = 'public, max-age=3600';

/**
 * Serves the OpenAPI document at `/openapi.json` and a page that shows it at `/docs`, below the issuer. The document is
 * built when it is first asked for, so that it costs the start nothing.
 */
export function mountOpenApi(app: NestFastifyApplication, issuer: Issuer): void {
  const fastify = app.getHttpAdapter().getInstance();
  const { path: base, origin } = issuer;
  let document: OpenAPIObject | undefined;

  fastify.get(`${base}/openapi.json`, async (_request, reply) => {
    document ??= buildDocument(app, issuer);
    return reply.header('cache-control', 'no-cache').send(document);
  });

  fastify.get(`${base}/docs`, async (_request, reply) => reply.headers(DOCS_HEADERS).send(docsPage(base)));

  const asset = (name: string, type: string, content: () => unknown) =>
    fastify.get(`${base}/docs/${name}`, async (_request, reply) =>
      reply.headers({ ...DOCS_HEADERS, 'content-type': type, 'cache-control': ASSET_CACHE }).send(content()),
    );
  asset('own.css', 'text/css; charset=utf-8', () => OWN_STYLES);
  asset('start.js', 'text/javascript; charset=utf-8', () => startScript(base, origin));
  for (const name of Object.keys(SWAGGER_UI_ASSETS) as SwaggerUiAsset[]) {
    asset(name, SWAGGER_UI_ASSETS[name], () => swaggerUiAsset(name));
  }
}
