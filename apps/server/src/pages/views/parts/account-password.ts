import { type Content, type Html, html } from '../../html/html.js';
import type { AccountView } from '../models/account.js';
import { field } from './field.js';
import { passwordRules, RULES_ID } from './password-rules.js';
import { postForm } from './post-form.js';
import { type FieldProblem, problemSummary } from './problem-summary.js';

/** The form that changes the password, and what was wrong when it was sent, for the top of the page. */
export function passwordSection(view: AccountView): { section: Html; summary: Content; failed: boolean } {
  const { messages, base, ticket, person, passwordProblems = {} } = view;
  const { account } = messages;
  const current =
    passwordProblems.current_password && account.currentPasswordProblems[passwordProblems.current_password];
  const next = passwordProblems.new_password && messages.passwordProblems[passwordProblems.new_password];
  const problems: FieldProblem[] = [];
  if (current) problems.push(['current_password', current]);
  if (next) problems.push(['new_password', next]);
  const section = html`<section class="section" aria-labelledby="change-password"><h2 id="change-password">${account.password}</h2>
${postForm(
  `${base}/account/password`,
  { ticket },
  html`<input class="hidden" type="text" value="${person.username}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${field({ name: 'current_password', label: account.currentPassword, type: 'password', autocomplete: 'current-password', problem: current, focus: Boolean(current) })}
${field({ name: 'new_password', label: account.newPassword, type: 'password', autocomplete: 'new-password', minLength: 8, problem: next, describedBy: RULES_ID, focus: !current && Boolean(next) })}
${passwordRules(messages)}
<div><button id="change-password-submit">${account.changePassword}</button></div>`,
)}</section>`;
  return { section, summary: problemSummary(view, problems), failed: problems.length > 0 };
}
