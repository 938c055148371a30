import { html } from '../html/html.js';
import { plainText } from '../html/plain-text.js';
import type { ConsentView } from './models/sign-in.js';
import { clientFace, clientLinks, clientName } from './parts/client.js';
import { page } from './parts/page.js';
import { personChip } from './parts/person.js';
import { postForm } from './parts/post-form.js';
import { scopeList } from './parts/scopes.js';

/** `/consent`: `#consent-allow`, `#consent-deny`. Nothing is chosen beforehand, and neither answer is hidden. */
export function renderConsent(view: ConsentView): string {
  const { messages, base, client, request, ticket, scopes, claims, returnsTo } = view;
  const { consent } = messages;
  const name = clientName(client);
  const content = html`<div class="lead">${clientFace(client, view)}<h1>${consent.heading(name)}</h1></div>
${personChip(view.person, view)}
${
  scopes.length + claims.length === 0
    ? html`<p>${consent.nothing(name)}</p>`
    : html`<div class="choices"><p>${consent.asked(name)}</p>${scopeList(scopes, messages, claims)}</div>`
}
${postForm(
  `${base}/consent`,
  { request, ticket },
  html`<div class="choices">
<button class="primary" id="consent-allow" name="decision" value="allow">${consent.allow}</button>
<button id="consent-deny" name="decision" value="deny">${consent.deny}</button>
</div>
<p class="muted small">${returnsTo && `${consent.returnsTo(plainText(returnsTo))} `}${consent.remembered}</p>`,
)}
${clientLinks(client, view)}`;
  return page(view, { title: consent.title(name) }, content);
}
