import { createReadStream, type ReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The files of Swagger UI that the page uses, and what they are. */
export const SWAGGER_UI_ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'oauth2-redirect.html': 'text/html; charset=utf-8',
  'oauth2-redirect.js': 'text/javascript; charset=utf-8',
} as const;

export type SwaggerUiAsset = keyof typeof SWAGGER_UI_ASSETS;

/** Reads a file of the Swagger UI that came with `@nestjs/swagger`. */
export function swaggerUiAsset(name: SwaggerUiAsset): ReadStream {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  const folder = dirname(createRequire(swagger).resolve('swagger-ui-dist/package.json'));
  return createReadStream(join(folder, name));
}
