import { type Content, type Html, html } from '../html/html.js';
import { plainText } from '../html/plain-text.js';
import { webLink } from '../html/web-link.js';
import type { AccountView, ApplicationEntry, SessionEntry } from './models/account.js';
import { passwordSection } from './parts/account-password.js';
import { browserName } from './parts/browser.js';
import { clientFace, clientName } from './parts/client.js';
import { day, time } from './parts/date.js';
import { page } from './parts/page.js';
import { personChip } from './parts/person.js';
import { postForm } from './parts/post-form.js';
import { claimName, scopeName } from './parts/scopes.js';

/** `/account`: `#change-password-submit`, `#account-sign-out`, and a button for each application and session. */
export function renderAccount(view: AccountView): string {
  const { messages, base, ticket, notice, applications, sessions } = view;
  const { account } = messages;
  const password = passwordSection(view);
  const content = html`<div class="lead"><h1>${account.title}</h1></div>
${notice && html`<p class="notice good" role="status">${account.notices[notice]}</p>`}
${password.summary}
${personChip(view.person, view)}
${section(
  'applications',
  account.applications,
  applications.map((entry) => application(view, entry)),
  account.applicationsNone,
)}
${section(
  'sessions',
  account.sessions,
  sessions.map((entry) => session(view, entry)),
)}
${password.section}
<div class="section">${postForm(`${base}/sign-out`, { request: '', ticket }, html`<div><button id="account-sign-out">${account.signOut}</button></div>`)}</div>`;
  return page(view, { title: account.title, failed: password.failed, width: 'wide' }, content);
}

function section(id: string, title: string, entries: readonly Html[], none?: string): Html {
  return html`<section class="section" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${entries.length === 0 ? html`<p class="muted">${none}</p>` : html`<ul class="entries">${entries}</ul>`}
</section>`;
}

function application(view: AccountView, { client, scopes, claims, opensAt, since }: ApplicationEntry): Html {
  const { messages, base, ticket } = view;
  const { account } = messages;
  const name = clientName(client);
  const address = webLink(opensAt);
  const given = [
    ...scopes.map((scope) => scopeName(scope, messages)),
    ...claims.map((claim) => claimName(claim, messages)),
  ];
  return html`<li class="entry">${clientFace(client, view)}
<div><strong>${name}</strong>
<span class="line">${given.join(' · ')}</span>
<span class="line">${time(since, account.since(day(since, messages.language)))}</span></div>
${address && html`<a class="button quiet" href="${address}" rel="noreferrer" aria-label="${account.openLabel(name)}">${account.open}</a>`}
${postForm(
  `${base}/account/applications/remove`,
  { client_id: client.client_id, ticket },
  html`<button class="quiet" aria-label="${account.removeLabel(name)}">${account.remove}</button>`,
)}</li>`;
}

function session(view: AccountView, { sid, user_agent, ip, created_at, current }: SessionEntry): Html {
  const { messages, base, ticket } = view;
  const { account } = messages;
  const browser = browserName(user_agent, messages);
  const details: Content = [
    ip && html`${plainText(ip)} · `,
    time(created_at, account.since(day(created_at, messages.language))),
  ];
  return html`<li class="entry">
<div><span><strong>${browser}</strong>${current && html` <span class="badge">${account.thisBrowser}</span>`}</span>
<span class="line">${details}</span></div>
${postForm(
  `${base}/account/sessions/end`,
  { sid, ticket },
  html`<button class="quiet" aria-label="${account.endSessionLabel(browser)}">${account.endSession}</button>`,
)}</li>`;
}
