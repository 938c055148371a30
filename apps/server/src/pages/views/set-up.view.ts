import { type Html, html } from '../html/html.js';
import type { SetUpDeadView, SetUpDoneView, SetUpView } from './models/onboarding.js';
import { field } from './parts/field.js';
import { page } from './parts/page.js';
import { passwordRules, RULES_ID } from './parts/password-rules.js';
import { personName } from './parts/person.js';
import { postForm } from './parts/post-form.js';
import { type FieldProblem, problemSummary } from './parts/problem-summary.js';

/** `/set-up`: the first administrator's `email`, `name`, `password`, and `#set-up-submit`. */
export function renderSetUp(view: SetUpView): string {
  const { messages, base, token, values, problems = {} } = view;
  const { setUp } = messages;
  const email = problems.email && setUp.emailProblems[problems.email];
  const name = problems.name && setUp.nameProblems[problems.name];
  const password = problems.password && messages.passwordProblems[problems.password];
  const wrong = Object.entries({ email, name, password }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  const first = wrong[0]?.[0] ?? 'email';
  const content = html`<div class="lead"><h1>${setUp.heading(view.productName)}</h1><p class="muted">${setUp.text}</p></div>
${problemSummary(view, wrong satisfies readonly FieldProblem[])}
${postForm(
  `${base}/set-up`,
  { token },
  html`${field({ name: 'email', label: setUp.email, type: 'email', autocomplete: 'username', hint: setUp.emailHint, value: values?.email, problem: email, focus: first === 'email' })}
${field({ name: 'name', label: setUp.name, type: 'text', autocomplete: 'name', value: values?.name, problem: name, focus: first === 'name' })}
${field({ name: 'password', label: setUp.password, type: 'password', autocomplete: 'new-password', minLength: 8, problem: password, describedBy: RULES_ID, focus: first === 'password' })}
${passwordRules(messages)}
<button class="primary" id="set-up-submit">${setUp.submit}</button>`,
)}`;
  return page(view, { title: setUp.title, failed: wrong.length > 0 }, content);
}

export function renderSetUpDone(view: SetUpDoneView): string {
  const { messages, base, issuer, person } = view;
  const { setUp } = messages;
  const content = html`<div class="lead"><h1>${setUp.doneTitle}</h1><p class="muted">${setUp.doneText(personName(person))}</p></div>
<section class="section"><h2>${setUp.next}</h2>
<ul class="next">
${step(html`<a href="${base}/admin">${setUp.nextConsole}</a>`, setUp.nextConsoleLine)}
${step(html`<a href="${base}/docs">${setUp.nextApi}</a>`, setUp.nextApiLine)}
${step(html`<strong>${setUp.nextClient}</strong>`, html`${setUp.nextClientLine}<code class="copy address">${issuer}/admin/v1/clients</code>`)}
${step(html`<strong>${setUp.nextReadme}</strong>`, setUp.nextReadmeLine)}
${step(html`<a href="${base}/account">${setUp.nextAccount}</a>`, setUp.nextAccountLine)}
</ul></section>
<dl class="facts"><div><dt>${setUp.issuer}</dt><dd><code class="copy">${issuer}</code></dd></div></dl>`;
  return page(view, { title: setUp.doneTitle }, content);
}

function step(title: Html, line: Html | string): Html {
  return html`<li>${title}<span class="line">${line}</span></li>`;
}

export function renderSetUpDead(view: SetUpDeadView): string {
  const { setUp } = view.messages;
  const content = html`<div class="lead"><h1>${setUp.deadTitle}</h1><p>${setUp.deadText}</p><p class="muted">${setUp.deadHelp}</p></div>`;
  return page(view, { title: setUp.deadTitle }, content);
}
