import { type Html, html } from '../../html/html.js';
import type { Messages } from '../../messages/messages.js';

/** For the `describedBy` of the field in which a password is chosen. */
export const RULES_ID = 'password-rules';

export function passwordRules({ passwordRules: rules }: Messages): Html {
  return html`<div id="${RULES_ID}" class="hint"><p>${rules.title}</p>
<ul class="rules"><li>${rules.length}</li><li>${rules.characters}</li><li>${rules.common}</li></ul></div>`;
}
