import { type Content, html } from '../../html/html.js';
import type { PageContext } from '../models/page.js';

/** A field's name (which is its id) and what is wrong with it. */
export type FieldProblem = readonly [name: string, problem: string];

/** What is to be put right, said at once, each with a way to its field. Nothing when nothing is wrong. */
export function problemSummary({ messages }: PageContext, problems: readonly FieldProblem[]): Content {
  if (problems.length === 0) return undefined;
  return html`<div class="notice bad" role="alert">
<h2>${messages.layout.problemsTitle}</h2>
<ul>${problems.map(([name, problem]) => html`<li><a href="#${name}">${problem}</a></li>`)}</ul>
</div>`;
}
