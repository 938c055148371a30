import { html } from '../html/html.js';
import type { SignedOutView, SignOutConfirmView } from './models/sign-out.js';
import { clientName, clientWayBack } from './parts/client.js';
import { page } from './parts/page.js';
import { personChip } from './parts/person.js';
import { postForm } from './parts/post-form.js';

/** `/sign-out`: `#sign-out-confirm`, and `#sign-out-stay` to the account page. */
export function renderSignOutConfirm(view: SignOutConfirmView): string {
  const { messages, base, request, ticket, client, person } = view;
  const { signOut } = messages;
  const content = html`<div class="lead"><h1>${signOut.heading}</h1>
<p class="muted">${client && `${signOut.askedBy(clientName(client))} `}${signOut.text}</p></div>
${person && personChip(person, view)}
${postForm(
  `${base}/sign-out`,
  { request, ticket },
  html`<div class="choices"><button class="primary" id="sign-out-confirm">${signOut.confirm}</button>
<a class="button" id="sign-out-stay" href="${base}/account">${signOut.stay}</a></div>`,
)}`;
  return page(view, { title: signOut.title }, content);
}

export function renderSignedOut(view: SignedOutView): string {
  const { messages, base, client } = view;
  const { signOut } = messages;
  const content = html`<div class="lead"><h1>${signOut.doneTitle}</h1>
<p class="muted">${signOut.doneText}</p></div>
<div class="choices">${clientWayBack(client, view)}<a class="button" id="sign-in-again" href="${base}/account">${signOut.signInAgain}</a></div>`;
  return page(view, { title: signOut.doneTitle }, content);
}
