import { type Html, html } from '../html/html.js';
import type { WelcomeView } from './models/outcome.js';
import { page } from './parts/page.js';
import { personChip } from './parts/person.js';

/** `/`: what this service is, for somebody who came without an application. */
export function renderWelcome(view: WelcomeView): string {
  const { messages, base, productName, person } = view;
  const { welcome } = messages;
  const content = html`<div class="lead"><h1>${welcome.heading}</h1><p class="muted">${welcome.text(productName)}</p></div>
${person && personChip(person, view)}
<ul class="next">
${entry(`${base}/account`, welcome.account, welcome.accountLine)}
${entry(`${base}/docs`, welcome.docs, welcome.docsLine)}
${entry(`${base}/.well-known/openid-configuration`, welcome.discovery, welcome.discoveryLine)}
</ul>`;
  return page(view, { title: welcome.title }, content);
}

function entry(href: string, text: string, line: string): Html {
  return html`<li><a href="${href}">${text}</a><span class="line">${line}</span></li>`;
}
