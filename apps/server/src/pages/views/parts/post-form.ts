import { type Content, type Html, html } from '../../html/html.js';

/** A form that posts to a path of ours, and carries hidden values with it. */
export function postForm(action: string, carried: Readonly<Record<string, string>>, content: Content): Html {
  return html`<form method="post" action="${action}">
${hiddenInputs(Object.entries(carried))}
${content}
</form>`;
}

export function hiddenInputs(fields: Iterable<readonly [name: string, value: string]>): Content {
  return Array.from(fields, ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}
