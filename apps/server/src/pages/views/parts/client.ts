import { type Content, html } from '../../html/html.js';
import { isImageOrigin } from '../../html/image-origin.js';
import { firstLetter, plainText } from '../../html/plain-text.js';
import { webLink } from '../../html/web-link.js';
import type { ClientCard, PageContext } from '../models/page.js';

/** What to call it; its client_id while it has no name. */
export function clientName(client: ClientCard): string {
  return plainText(client.client_name ?? '') || plainText(client.client_id);
}

/** The origins that `pageHeaders` must allow so that these clients' logos are shown. */
export function imageOrigins(...clients: readonly (ClientCard | undefined)[]): readonly string[] {
  const origins = clients.map((client) => client && logoUrl(client)?.origin);
  return [...new Set(origins.filter((origin) => origin !== undefined))];
}

function logoUrl({ logo_uri }: ClientCard): URL | undefined {
  if (!logo_uri || !URL.canParse(logo_uri)) return undefined;
  const url = new URL(logo_uri);
  return isImageOrigin(url.origin) ? url : undefined;
}

/** The logo, or the first letter of the name. The name stands beside it in words, so both are decoration. */
export function clientFace(client: ClientCard, { messages }: PageContext): Content {
  const logo = logoUrl(client);
  return logo
    ? html`<img class="face" src="${logo.href}" alt="" width="48" height="48" referrerpolicy="no-referrer">`
    : html`<span class="face" aria-hidden="true">${firstLetter(clientName(client), messages.language)}</span>`;
}

/** Its site, its privacy policy and its terms, as far as it has them. */
export function clientLinks(client: ClientCard, { messages }: PageContext): Content {
  const site = webLink(client.client_uri);
  const links = [
    [site, site && new URL(site).host],
    [webLink(client.policy_uri), messages.layout.privacyPolicy],
    [webLink(client.tos_uri), messages.layout.termsOfService],
  ].filter(([href]) => href);
  if (links.length === 0) return undefined;
  return html`<nav class="links" aria-label="${clientName(client)}">${links.map(
    ([href, text]) => html`<a href="${href}" rel="noreferrer">${text}</a> `,
  )}</nav>`;
}

/** The way back to an application's own site, where it has one. */
export function clientWayBack(client: ClientCard | undefined, { messages }: PageContext): Content {
  const site = webLink(client?.client_uri);
  if (!client || !site) return undefined;
  return html`<a class="button" id="back-to-client" href="${site}" rel="noreferrer">${messages.layout.backTo(
    clientName(client),
  )}</a>`;
}
