import { type Html, html } from '../../html/html.js';
import { firstLetter, plainText } from '../../html/plain-text.js';
import type { PageContext, PersonCard } from '../models/page.js';

export function personName(person: PersonCard): string {
  return plainText(person.name) || plainText(person.username);
}

/** Who is meant: a face, the name, and the sign-in name where it says more. */
export function personChip(person: PersonCard, { messages }: PageContext): Html {
  const name = personName(person);
  const username = plainText(person.username);
  return html`<div class="who">
<span class="face round" aria-hidden="true">${firstLetter(name, messages.language)}</span>
<span><span class="hidden">${messages.layout.signedInAs} </span><strong>${name}</strong>${
    username !== name && html` <span class="muted small">${username}</span>`
  }</span>
</div>`;
}
