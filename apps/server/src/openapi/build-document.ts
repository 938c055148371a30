import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Issuer } from '#libs/config';
import { ADMIN_SCOPE_DESCRIPTIONS, INTRODUCTION, TAGS } from './introduction.js';
import { ownVersion } from './own-version.js';
import { withPlainSchemaNames } from './schema-names.js';

/** Describes every endpoint that is served, from the code that serves it. Takes a while: build it once. */
export function buildDocument(app: INestApplication, issuer: Issuer): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, configuration(issuer), {
    ignoreGlobalPrefix: true,
    autoTagControllers: false,
  });
  return withPlainSchemaNames(withHealthAtTheOrigin(document, issuer));
}

function configuration(issuer: Issuer): Omit<OpenAPIObject, 'paths'> {
  const tokenUrl = issuer.endpoint('/oauth2/token');
  const scopes = ADMIN_SCOPE_DESCRIPTIONS;
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Portico')
    .setDescription(INTRODUCTION)
    .setVersion(ownVersion())
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(issuer.url)
    .addOAuth2(
      {
        type: 'oauth2',
        description:
          'For the admin API: people with an administrative role, and management clients. To sign in on the page at ' +
          `/docs, use a public client whose redirect_uris hold \`${issuer.endpoint('/docs/oauth2-redirect.html')}\`.`,
        flows: {
          authorizationCode: {
            authorizationUrl: issuer.endpoint('/oauth2/authorize'),
            tokenUrl,
            refreshUrl: tokenUrl,
            scopes,
          },
          clientCredentials: { tokenUrl, scopes },
        },
      },
      'oauth2',
    )
    .addBasicAuth(
      { type: 'http', scheme: 'basic', description: 'A client’s id and secret, each form-urlencoded first.' },
      'client_secret_basic',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token.' }, 'access_token');
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  return builder.build();
}

/** Load balancers ask for these at the root, whatever path the issuer has. */
function withHealthAtTheOrigin(document: OpenAPIObject, issuer: Issuer): OpenAPIObject {
  if (issuer.path === '') return document;
  const paths = Object.entries(document.paths).map(([path, item]) =>
    path.startsWith('/health/') ? [path, { ...item, servers: [{ url: issuer.origin }] }] : [path, item],
  );
  return { ...document, paths: Object.fromEntries(paths) };
}
