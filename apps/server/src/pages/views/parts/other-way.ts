import { type Content, html } from '../../html/html.js';

interface OtherWay {
  readonly id: string;
  /** For whom it is: a question. */
  readonly text: string;
  readonly label: string;
  /** Absent: there is no other way. */
  readonly to?: string;
}

/** Below a form, for who came to the wrong one: from signing in to signing up, and back. */
export function otherWay({ id, text, label, to }: OtherWay): Content {
  return to && html`<p class="muted">${text} <a id="${id}" href="${to}">${label}</a></p>`;
}
