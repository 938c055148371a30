import { html, raw } from '../html/html.js';
import { webLink } from '../html/web-link.js';
import type { PostingView } from './models/outcome.js';
import { page } from './parts/page.js';
import { hiddenInputs } from './parts/post-form.js';

/** By way of the prototype, for a field may be called `submit` and stand before the form's own method. */
const SUBMIT = raw('HTMLFormElement.prototype.submit.call(document.getElementById("posting"))');

/** OAuth 2.0 Form Post Response Mode §2: to the matched redirect_uri. Throws TypeError unless that is http or https. */
export function renderFormPost(view: PostingView): string {
  if (!webLink(view.action)) throw new TypeError('a form can be posted to an http or https address only');
  return posting(view);
}

/** A long request that is carried on to a path of ours. Throws TypeError for any other address. */
export function renderSelfPost(view: PostingView): string {
  if (!/^\/(?![/\\])/.test(view.action))
    throw new TypeError('a self-posting page posts to a path of its own origin');
  return posting(view);
}

function posting(view: PostingView): string {
  const { posting } = view.messages;
  const content = html`<div class="lead"><h1>${posting.title}</h1><p class="muted" role="status">${posting.text}</p></div>
<form id="posting" method="post" action="${view.action}">
${hiddenInputs(view.fields)}
<noscript><div class="choices"><p>${posting.withoutScript}</p><button class="primary" id="posting-submit">${posting.submit}</button></div></noscript>
</form>
<script nonce="${view.scriptNonce}">${SUBMIT}</script>`;
  return page(view, { title: posting.title }, content);
}
