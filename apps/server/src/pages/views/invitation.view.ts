import { html } from '../html/html.js';
import type { InvitationDeadView, InvitationDoneView, InvitationView } from './models/onboarding.js';
import { field } from './parts/field.js';
import { page } from './parts/page.js';
import { passwordRules, RULES_ID } from './parts/password-rules.js';
import { personName } from './parts/person.js';
import { postForm } from './parts/post-form.js';
import { problemSummary } from './parts/problem-summary.js';

/** `/invitation`: `password`, and `#invitation-submit`. The sign-in name goes with it for password managers. */
export function renderInvitation(view: InvitationView): string {
  const { messages, base, token, person } = view;
  const { invitation } = messages;
  const problem = view.problem && messages.passwordProblems[view.problem];
  const content = html`<div class="lead"><h1>${invitation.heading(personName(person))}</h1><p class="muted">${invitation.text}</p></div>
${problemSummary(view, problem ? [['password', problem]] : [])}
${postForm(
  `${base}/invitation`,
  { token },
  html`<div class="field"><label for="username">${invitation.username}</label>
<input id="username" type="text" value="${person.username}" autocomplete="username" readonly></div>
${field({ name: 'password', label: invitation.password, type: 'password', autocomplete: 'new-password', minLength: 8, problem, describedBy: RULES_ID, focus: true })}
${passwordRules(messages)}
<button class="primary" id="invitation-submit">${invitation.submit}</button>`,
)}`;
  return page(view, { title: invitation.title, failed: problem !== undefined }, content);
}

export function renderInvitationDone(view: InvitationDoneView): string {
  const { messages, base, person } = view;
  const { invitation, welcome } = messages;
  const content = html`<div class="lead"><h1>${invitation.doneTitle}</h1><p class="muted">${invitation.doneText(personName(person))}</p></div>
<a class="button primary" id="to-account" href="${base}/account">${welcome.account}</a>`;
  return page(view, { title: invitation.doneTitle }, content);
}

export function renderInvitationDead(view: InvitationDeadView): string {
  const { messages, base } = view;
  const { invitation, signIn } = messages;
  const content = html`<div class="lead"><h1>${invitation.deadTitle}</h1><p>${invitation.deadText}</p><p class="muted">${invitation.deadHelp}</p></div>
<a class="button" id="sign-in" href="${base}/account">${signIn.title}</a>`;
  return page(view, { title: invitation.deadTitle }, content);
}
