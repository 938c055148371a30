import { frameOriginOf } from '../html/frame-origin.js';
import { html, raw } from '../html/html.js';
import type { SigningOutView } from './models/sign-out.js';
import { page } from './parts/page.js';
import { hiddenInputs } from './parts/post-form.js';

/** Goes on once: when every frame is loaded, or could not be, and after three seconds whatever is missing. */
const GO_ON = raw(
  '(function () { var gone = false; function go() { if (gone) return; gone = true; ' +
    'HTMLFormElement.prototype.submit.call(document.getElementById("going-on")); } ' +
    'addEventListener("load", go); setTimeout(go, 3000); })()',
);

/** What a client's page may: sign the person out. Not go anywhere with the window, nor open another, nor ask anything. */
const MAY = 'allow-scripts allow-same-origin allow-forms';

/**
 * OpenID Connect Front-Channel Logout 1.0 §3: a frame for each client. `#signing-out-continue` is there from the start.
 * Browsers count the second of the refresh, which is for those without script, from when the frames are loaded.
 */
export function renderSigningOut(view: SigningOutView): string {
  const { messages, base, frames, path, fields, address, scriptNonce } = view;
  const { signOut, posting } = messages;
  const content = html`<div class="lead"><h1>${signOut.telling}</h1><p class="muted" role="status">${signOut.tellingText}</p></div>
<form id="going-on" method="${address === undefined ? 'post' : 'get'}" action="${base}${path}">
${hiddenInputs(fields)}
<div class="choices"><button class="primary" id="signing-out-continue">${posting.submit}</button></div>
</form>
<script nonce="${scriptNonce}">${GO_ON}</script>
${frames
  .filter(frameOriginOf)
  .map((each) => html`<iframe src="${each}" title="${signOut.telling}" sandbox="${MAY}" hidden></iframe>`)}`;
  const refresh =
    address && html`\n<noscript><meta http-equiv="refresh" content="1; url=${address}"></noscript>`;
  return page(view, { title: signOut.telling, head: refresh }, content);
}
