import { html } from '../pages/html/html.js';

/** Everything from here, and no script or style in the page itself. The page talks to this server only. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * No Cross-Origin-Opener-Policy: the window in which an administrator signs in must be able to answer to this one.
 */
export const DOCS_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-cache',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** The page that shows the document. @param base the issuer's path */
export function docsPage(base: string): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Portico API</title>
    <link rel="icon" type="image/png" href="${base}/docs/favicon-32x32.png">
    <link rel="stylesheet" href="${base}/docs/swagger-ui.css">
    <link rel="stylesheet" href="${base}/docs/own.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <noscript>This page needs script. The document itself is at <a href="${base}/openapi.json">openapi.json</a>.</noscript>
    <script src="${base}/docs/swagger-ui-bundle.js"></script>
    <script src="${base}/docs/start.js"></script>
  </body>
</html>`.toString();
}

/** Begins the page. @param base the issuer's path @param origin of this server */
export function startScript(base: string, origin: string): string {
  const options = {
    url: `${base}/openapi.json`,
    dom_id: '#swagger-ui',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    persistAuthorization: false,
    showExtensions: true,
    oauth2RedirectUrl: `${origin}${base}/docs/oauth2-redirect.html`,
  };
  const oauth = { usePkceWithAuthorizationCodeGrant: true, scopes: 'admin:read admin:write' };
  return `'use strict';
const ui = SwaggerUIBundle(${JSON.stringify(options)});
ui.initOAuth(${JSON.stringify(oauth)});
`;
}

export const OWN_STYLES = 'body { margin: 0; }\n';
