import { type Content, html } from '../html/html.js';
import type { Messages } from '../messages/messages.js';
import type { SignedOutView, SignOutConfirmView } from './models/sign-out.js';
import { clientName, clientWayBack } from './parts/client.js';
import { page } from './parts/page.js';
import { personChip } from './parts/person.js';
import { postForm } from './parts/post-form.js';

/** `/sign-out`: `#sign-out-confirm`, and `#sign-out-stay` to the account page. */
export function renderSignOutConfirm(view: SignOutConfirmView): string {
  const { messages, base, request, ticket, client, person, reference } = view;
  const { signOut } = messages;
  const content = html`<div class="lead"><h1>${signOut.heading}</h1>
<p class="muted">${client && `${signOut.askedBy(clientName(client))} `}${signOut.text}</p></div>
${person && personChip(person, view)}
${noWayBack(reference, messages)}
${postForm(
  `${base}/sign-out`,
  { request, ticket },
  html`<div class="choices"><button class="primary" id="sign-out-confirm">${signOut.confirm}</button>
<a class="button" id="sign-out-stay" href="${base}/account">${signOut.stay}</a></div>`,
)}`;
  return page(view, { title: signOut.title }, content);
}

export function renderSignedOut(view: SignedOutView): string {
  const { messages, base, client, reference } = view;
  const { signOut } = messages;
  const content = html`<div class="lead"><h1>${signOut.doneTitle}</h1>
<p class="muted">${signOut.doneText}</p></div>
${noWayBack(reference, messages)}
<div class="choices">${clientWayBack(client, view)}<a class="button" id="sign-in-again" href="${base}/account">${signOut.signInAgain}</a></div>`;
  return page(view, { title: signOut.doneTitle }, content);
}

/** That this is where it ends, though the application asked for a way back; and by what an administrator learns why. */
function noWayBack(reference: string | undefined, { signOut, errorDetails }: Messages): Content {
  return (
    reference &&
    html`<div class="notice bad"><p>${signOut.noWayBack}</p>
<p class="small">${errorDetails.parameter}: <code>post_logout_redirect_uri</code><br>
${errorDetails.reference}: <code class="copy" id="sign-out-reference">${reference}</code></p></div>`
  );
}
