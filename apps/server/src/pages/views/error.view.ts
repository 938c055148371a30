import { html } from '../html/html.js';
import type { ErrorView } from './models/outcome.js';
import { clientWayBack } from './parts/client.js';
import { page } from './parts/page.js';

/** What went wrong, what to do, and `#error-reference` for an administrator. Repeats nothing that was sent. */
export function renderError(view: ErrorView): string {
  const { messages, error, parameter, reference, client } = view;
  const { title, text, help } = messages.errors[error];
  const { errorDetails } = messages;
  const content = html`<div class="lead"><h1>${title}</h1><p>${text}</p><p class="muted">${help}</p></div>
${clientWayBack(client, view)}
${
  (parameter || reference) &&
  html`<dl class="facts">
${parameter && html`<div><dt>${errorDetails.parameter}</dt><dd><code id="error-parameter">${parameter}</code></dd></div>`}
${
  reference &&
  html`<div><dt>${errorDetails.reference}</dt><dd><code class="copy reference" id="error-reference">${reference}</code></dd>
<dd class="hint">${errorDetails.referenceHelp}</dd></div>`
}
</dl>`
}`;
  return page(view, { title }, content);
}
